import { isNumberBase, numberArray } from "../../frame/number-arrays.js";
import type { BaseType, Scalar, Tensor } from "../../frame/types.js";

/** A dimension of −1 is what the number of values makes it. */
export function resolved(dimensions: readonly number[], count: number): number[] {
  const known = dimensions.reduce((product, size) => (size < 0 ? product : product * size), 1);
  const full = dimensions.map((size) => (size < 0 ? (known === 0 ? 0 : Math.floor(count / known)) : size));
  const product = full.reduce((a, b) => a * b, 1);
  if (product !== count) throw new RangeError(`a tensor of shape [${dimensions.join(", ")}] has ${count} values`);
  return full;
}

/** A tensor of items that were parsed one by one; their number must be what the dimensions say. */
export function tensorFrom(base: BaseType, dimensions: readonly number[], items: readonly Scalar[]): Tensor {
  if (!isNumberBase(base)) return { base, dimensions, values: items as readonly string[] };
  const values = numberArray(base, items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    values[i] = values instanceof BigInt64Array ? BigInt(item as number | bigint) : Number(item);
  }
  return { base, dimensions, values };
}

/** The values of a tensor with those that a sparse one does not store: attributes have dense tensors only. */
export function written(tensor: Tensor): Tensor {
  const { base, dimensions, values, indices } = tensor;
  if (indices === undefined) return tensor;
  const items: Scalar[] = new Array(dimensions.reduce((a, b) => a * b, 1)).fill(base === "long" ? 0n : 0);
  indices.forEach((index, i) => {
    items[index] = values[i];
  });
  return tensorFrom(base, dimensions, items);
}
