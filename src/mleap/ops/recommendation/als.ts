import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { number, type Op, transformer } from "../../op.js";

export const op: Op = {
  name: "als",
  summary: "The product of a user's and an item's factors, in single precision; NaN where either is not known.",
  spark: "ALSModel",
  load(model) {
    const rank = model.integer("rank");
    const users = factorsOf(model, "users", "user_factors", rank);
    const items = factorsOf(model, "items", "item_factors", rank);
    return transformer({
      inputs: [number("user", "int"), number("item", "int")],
      outputs: [{ name: "prediction", type: { shape: "scalar", base: "float", nullable: false } }],
      words: [`${users.size} users, ${items.size} items, rank ${rank}`],
      bind([user, item], slots) {
        const output = slots.number("float");
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const a = users.get(user.values[r]);
              const b = items.get(item.values[r]);
              output.values[r] = a === undefined || b === undefined ? Number.NaN : product(a, b);
            }
          },
        };
      },
    });
  },
};

function factorsOf(model: Model, ids: string, attribute: string, rank: number): Map<number, Float32Array> {
  const factors = model.vectors(attribute);
  const odd = factors.find(({ length }) => length !== rank);
  if (odd !== undefined) throw errors.badAttribute(attribute, `has factors of length ${odd.length}, not ${rank}`);
  const keys = model.integers(ids);
  if (keys.length !== factors.length)
    throw errors.badAttribute(attribute, `has ${factors.length} for ${keys.length} ${ids}`);
  return new Map(Array.from(keys, (key, i) => [key, Float32Array.from(factors[i])]));
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum = Math.fround(sum + Math.fround(a[i] * b[i]));
  return sum;
}
