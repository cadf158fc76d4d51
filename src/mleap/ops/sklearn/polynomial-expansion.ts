import { errors } from "../../errors.js";
import { type Op, transformer, vector, vectorOut } from "../../op.js";

export const op: Op = {
  name: "sklearn_polynomial_expansion",
  summary:
    "scikit-learn's PolynomialFeatures: products such as `x0^2 x1`, as the bundle lists them. A product of nothing is 1.",
  load(model) {
    // Python prints its list with brackets.
    const written = model
      .string("combinations")
      .replace(/^\[|\]$/g, "")
      .split(",");
    const products = written.map((product) =>
      [...product.matchAll(/x(\d+)(?:\^(\d+))?/g)].map((term) => ({
        index: Number(term[1]),
        power: Number(term[2] ?? 1),
      })),
    );
    const least = 1 + products.flat().reduce((max, { index }) => Math.max(max, index), -1);
    return transformer({
      inputs: [vector("input")],
      outputs: [vectorOut("output", products.length)],
      words: [`products: ${written.join(", ")}`],
      bind([input], slots) {
        if (input.size < least) throw errors.vectorSize(input.size, least);
        const output = slots.vector(products.length);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let k = 0; k < products.length; k++) {
                let value = 1;
                for (const { index, power } of products[k]) value *= input.values[from + index] ** power;
                output.values[to + k] = value;
              }
            }
          },
        };
      },
    });
  },
};
