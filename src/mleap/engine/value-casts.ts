import { isNumberBase } from "../../frame/number-arrays.js";
import type { BaseType, DataType, Scalar, Tensor, Value } from "../../frame/types.js";
import { putDense } from "./inputs.js";
import { scalarCast } from "./scalar-casts.js";

/** The cast of a list, map or tensor; undefined where the types are the same. */
export function valueCast(from: DataType, to: DataType): ((value: NonNullable<Value>) => Value) | undefined {
  if (from.shape === "map" && to.shape === "map") {
    if (from.key === to.key && from.base === to.base) return undefined;
    const key = scalarCast(from.key, to.key);
    const element = scalarCast(from.base, to.base);
    return (map) => new Map([...(map as ReadonlyMap<Scalar, Scalar>)].map(([k, v]) => [key(k), element(v)]));
  }
  if (from.base === to.base) return undefined;
  if (from.shape === "tensor") return (tensor) => castTensor(tensor as Tensor, to.base);
  const element = scalarCast(from.base, to.base);
  return (list) => (list as readonly Scalar[]).map(element);
}

/** A tensor with each element cast; elements are cast as scalars are. */
export function castTensor(tensor: Tensor, to: BaseType): Tensor {
  if (tensor.base === to) return tensor;
  const element = scalarCast(tensor.base, to);
  const values = Array.from(tensor.values as ArrayLike<Scalar>, element);
  return { ...tensor, base: to, values: (isNumberBase(to) ? numbersOf(values, to) : values) as Tensor["values"] };
}

function numbersOf(values: readonly Scalar[], base: BaseType): Tensor["values"] {
  if (base === "long") return BigInt64Array.from(values as bigint[]);
  const doubles = new Float64Array(values.length);
  putDense(doubles, 0, values);
  return base === "int" ? Int32Array.from(doubles) : base === "float" ? Float32Array.from(doubles) : doubles;
}

/** A list as a tensor of one dimension. */
export function tensorOfList(items: readonly Scalar[], base: BaseType): Tensor {
  const values = isNumberBase(base) ? numbersOf(items, base) : (items as readonly string[]);
  return { base, dimensions: [items.length], values };
}
