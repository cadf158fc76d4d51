import { double, doubleOut, type Op, transformer } from "../../op.js";

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  rem: (a, b) => a % b,
  log_n: (a, b) => Math.log(a) / Math.log(b),
  pow: (a, b) => a ** b,
  min: Math.min,
  max: Math.max,
};

export const op: Op = {
  name: "math_binary",
  summary: "A function of two numbers, of which either may be a constant.",
  spark: "MathBinary of mleap-spark-extension",
  load(model) {
    const name = model.choice("operation", Object.keys(operations));
    const operation = operations[name];
    const a = model.has("da") ? model.number("da") : undefined;
    const b = model.has("db") ? model.number("db") : undefined;
    const ports = [...(a === undefined ? ["input_a"] : []), ...(b === undefined ? ["input_b"] : [])];
    return transformer({
      inputs: ports.map(double),
      outputs: [doubleOut("output")],
      words: [`operation: ${name}`, `a: ${a ?? "a column"}`, `b: ${b ?? "a column"}`],
      bind(inputs, slots) {
        const output = slots.double();
        const left = a === undefined ? inputs[0] : undefined;
        const right = b === undefined ? inputs[ports.length - 1] : undefined;
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              output.values[r] = operation(left ? left.values[r] : a!, right ? right.values[r] : b!);
            }
          },
        };
      },
    });
  },
};
