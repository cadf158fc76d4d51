import { doubleText } from "../../../frame/java-text.js";
import { errors } from "../../errors.js";
import { nullableDoubleOut, nullableNumber, type Op, transformer } from "../../op.js";
import { mapped } from "../scalars.js";

const operations: Readonly<Record<string, (value: number, row: number) => number>> = {
  log: Math.log,
  exp: Math.exp,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  abs: Math.abs,
  logit(value, row) {
    if (value < 0 || value > 1) throw errors.badValue(`${doubleText(value)} out of [0, 1] range`, row);
    return Math.log(value / (1 - value));
  },
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundToLong,
};

/** `Math.round` of Java: half up, to a 64-bit integer, so that NaN becomes 0 and nothing is beyond ±2⁶³. */
function roundToLong(value: number): number {
  return Math.max(-(2 ** 63), Math.min(2 ** 63, Math.round(value) || 0));
}

export const op: Op = {
  name: "math_unary",
  summary: "A function of one number.",
  spark: "MathUnary of mleap-spark-extension",
  load(model) {
    const name = model.choice("operation", Object.keys(operations));
    const operation = operations[name];
    return transformer({
      inputs: [nullableNumber("input", "double")],
      outputs: [nullableDoubleOut("output")],
      words: [`operation: ${name}`],
      bind: ([input], slots) => mapped(input, slots, (value, row) => operation(value, row)),
    });
  },
};
