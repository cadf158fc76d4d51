import { isNumberBase } from "../../frame/number-arrays.js";
import type { BaseType, DataType, Scalar, Tensor, Value } from "../../frame/types.js";
import { errors } from "../errors.js";
import type { Kernel, Port } from "../op.js";
import { sparseTensor } from "./outputs.js";
import { hasScalarCast, scalarCast } from "./scalar-casts.js";
import { copyNulls, type NumberSlot, type Slot, type Slots, type SparseSlot, type VectorSlot } from "./slots.js";
import { castTensor, tensorOfList, valueCast } from "./value-casts.js";

/** A column turned into what a port takes: the slot, and what fills it before the op runs (nothing where it fits as it is). */
export interface Adapted {
  readonly slot: Slot;
  readonly kernels: readonly Kernel[];
}

/** Turns a column of type `from` into what a port takes; undefined where there is no way. */
export function adapt(slot: Slot, from: DataType, port: Port, slots: Slots): Adapted | undefined {
  const { type: to } = port;
  if (slot.kind === "vector" || slot.kind === "sparse") {
    if (to.shape === "tensor" && port.vectors)
      return slot.kind === "vector" || port.sparse ? { slot, kernels: [] } : dense(slot, slots);
    if (to.shape === "scalar")
      return slot.kind === "vector" && holdsOne(from) ? firstElement(slot, from, to, slots) : undefined;
    if (to.shape === "tensor" || to.shape === "list") return valuesOf(slot, to, slots);
    return undefined;
  }
  if (!hasScalarCast(from.base, to.base)) return undefined;
  if (from.shape === "scalar" && to.shape === "scalar") {
    return from.base === to.base ? { slot, kernels: [] } : castScalar(slot, from.base, to.base, slots);
  }
  if (slot.kind !== "value") return undefined;
  if (from.shape === to.shape && (from.shape === "list" || from.shape === "tensor" || from.shape === "map")) {
    const cast = valueCast(from, to);
    return cast === undefined ? { slot, kernels: [] } : mapped(slot, to.base, cast, slots);
  }
  if (from.shape === "list" && to.shape === "tensor" && !port.vectors) {
    const element = scalarCast(from.base, to.base);
    return mapped(slot, to.base, (value) => tensorOfList((value as readonly Scalar[]).map(element), to.base), slots);
  }
  return undefined;
}

function castScalar(slot: Slot, from: BaseType, to: BaseType, slots: Slots): Adapted | undefined {
  if (slot.kind === "number") return to === "string" ? printed(slot, from, slots) : castNumber(slot, from, to, slots);
  if (slot.kind !== "string" || !isNumberBase(to)) return undefined;
  const out = slots.number(to, { nullable: true });
  const element = scalarCast(from, to);
  return {
    slot: out,
    kernels: [
      (rows) => {
        for (let r = 0; r < rows; r++) {
          const value = at(r, () => element(slot.values[r]));
          out.nulls![r] = value === null ? 1 : 0;
          (out.values as { [index: number]: number | bigint })[r] =
            to === "long" ? ((value ?? 0n) as bigint) : Number(value);
        }
      },
    ],
  };
}

function castNumber(slot: NumberSlot, from: BaseType, to: BaseType, slots: Slots): Adapted | undefined {
  if (!isNumberBase(to)) return undefined;
  const out = slots.number(to, { nullable: slot.nullable }) as NumberSlot;
  const element = scalarCast(from, to) as (value: number | bigint) => number | bigint;
  const kernel: Kernel =
    to === "double" && from !== "long"
      ? (rows) => {
          const { values } = slot;
          const doubles = out.values as Float64Array;
          for (let r = 0; r < rows; r++) doubles[r] = values[r] as number;
          copyNulls(slot, out, rows);
        }
      : (rows) => {
          const numbers = out.values as { [index: number]: number | bigint };
          for (let r = 0; r < rows; r++) numbers[r] = element(slot.values[r]);
          copyNulls(slot, out, rows);
        };
  return { slot: out, kernels: [kernel] };
}

function printed(slot: NumberSlot, from: BaseType, slots: Slots): Adapted {
  const out = slots.string();
  const print = scalarCast(from, "string");
  const read = from === "boolean" ? (r: number) => slot.values[r] !== 0 : (r: number) => slot.values[r];
  return {
    slot: out,
    kernels: [
      (rows) => {
        for (let r = 0; r < rows; r++) out.values[r] = slot.nulls?.[r] === 1 ? null : (print(read(r)) as string);
      },
    ],
  };
}

function dense(slot: SparseSlot, slots: Slots): Adapted {
  const out = slots.vector(slot.size, "sparse", { nullable: slot.nullable });
  return {
    slot: out,
    kernels: [
      (rows) => {
        const { values, size, stride, offset } = out;
        copyNulls(slot, out, rows);
        for (let r = 0; r < rows; r++) {
          const to = r * stride + offset;
          values.fill(0, to, to + size);
          const end = slot.starts[r + 1];
          for (let i = slot.starts[r]; i < end; i++) values[to + slot.indices[i]] = slot.values[i];
        }
      },
    ],
  };
}

function firstElement(slot: VectorSlot, from: DataType, to: DataType, slots: Slots): Adapted | undefined {
  const out = slots.double({ nullable: slot.nullable });
  const kernel: Kernel = (rows) => {
    copyNulls(slot, out, rows);
    for (let r = 0; r < rows; r++) out.values[r] = slot.values[r * slot.stride + slot.offset];
  };
  if (to.base === "double") return { slot: out, kernels: [kernel] };
  if (!hasScalarCast(from.base, to.base)) return undefined;
  const rest = castScalar(out, "double", to.base, slots);
  return rest && { slot: rest.slot, kernels: [kernel, ...rest.kernels] };
}

/** Vectors as single values, for ops that take tensors of any rank, or lists. */
function valuesOf(slot: VectorSlot | SparseSlot, to: DataType, slots: Slots): Adapted | undefined {
  if (!isNumberBase(to.base)) return undefined;
  if (slot.kind === "sparse" && to.shape === "list") return undefined;
  const out = slots.value(to.base);
  const element = scalarCast("double", to.base);
  const tensorAt = (r: number): Tensor => {
    if (slot.kind === "sparse") return sparseTensor(slot, r);
    const from = r * slot.stride + slot.offset;
    return { base: "double", dimensions: [slot.size], values: slot.values.slice(from, from + slot.size) };
  };
  return {
    slot: out,
    kernels: [
      (rows) => {
        for (let r = 0; r < rows; r++) {
          if (slot.nulls?.[r] === 1) {
            out.values[r] = null;
            continue;
          }
          const tensor = tensorAt(r);
          out.values[r] =
            to.shape === "list" ? Array.from(tensor.values as Float64Array, element) : castTensor(tensor, to.base);
        }
      },
    ],
  };
}

function mapped(
  slot: Slot & { kind: "value" },
  base: BaseType,
  map: (value: NonNullable<Value>) => Value,
  slots: Slots,
): Adapted {
  const out = slots.value(base);
  return {
    slot: out,
    kernels: [
      (rows) => {
        for (let r = 0; r < rows; r++) {
          const value = slot.values[r] ?? null;
          out.values[r] = value === null ? null : at(r, () => map(value));
        }
      },
    ],
  };
}

function at<T>(row: number, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw errors.badValue(error instanceof Error ? error.message : String(error), row);
  }
}

/** Whether `adapt` has a way from a column of this type to the port, before the column is seen. */
export function canAdapt(from: DataType, port: Port): boolean {
  const { type: to } = port;
  if (!hasScalarCast(from.base, to.base) || (port.vectors && !isNumberBase(from.base))) return false;
  if (from.shape === to.shape) return true;
  if (from.shape === "list") return to.shape === "tensor";
  if (from.shape !== "tensor") return false;
  return to.shape === "list" || (to.shape === "scalar" && holdsOne(from));
}

/** MLeap takes the one element of a tensor only where the type says that there is one. */
function holdsOne(type: DataType): boolean {
  return type.shape === "tensor" && type.dimensions?.reduce((a, b) => a * b, 1) === 1;
}
