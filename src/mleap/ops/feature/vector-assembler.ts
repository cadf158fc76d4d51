import { type DoubleSlot, reserve, type Slots, type SparseSlot, type VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import { anyVector, double, type Kernel, type Op, type Port, transformer, vectorOut } from "../../op.js";

type Part = DoubleSlot | VectorSlot | SparseSlot;

export const op: Op = {
  name: "vector_assembler",
  summary:
    "Numbers and vectors side by side in one vector. Negative zeros lose their sign, since zeros are not stored.",
  spark: "VectorAssembler",
  difference:
    "Bundles do not say how Spark was to treat invalid values: NaN passes, as with `handleInvalid` keep, and null is an error that names the column; in MLeap null is a match error.",
  load(model) {
    const shapes = model.shapes("input_shapes");
    let size: number | undefined = 0;
    for (const { base, dimensions } of shapes) {
      if (base === "list")
        throw errors.badAttribute("input_shapes", "has a list; only scalars and vectors can be assembled");
      const width = base === "scalar" ? 1 : dimensions?.length === 1 ? dimensions[0] : undefined;
      size = size === undefined || width === undefined ? undefined : size + width;
    }
    return transformer({
      inputs: shapes.map(
        ({ base }, i): Port<Part> => (base === "scalar" ? double(`input${i}`) : anyVector(`input${i}`)),
      ),
      outputs: [vectorOut("output", size)],
      words: [`${shapes.length} columns`],
      bind(parts, slots) {
        const total = parts.reduce((sum, part) => sum + sizeOf(part), 0);
        if (parts.some((part) => part.kind === "sparse")) {
          const output = slots.sparse(total);
          return { outputs: [output], kernels: assembleSparse(parts, output) };
        }
        const output = slots.vector(total, "compressed");
        return {
          outputs: [output],
          kernels: assembleDense(parts as readonly (DoubleSlot | VectorSlot)[], output, slots),
        };
      },
    });
  },
};

function sizeOf(part: Part): number {
  return part.kind === "number" ? 1 : part.size;
}

/**
 * Vectors without negative zeros (what is not stored has no sign) stand inside the output from the start, where that can be;
 * the others are copied, since their zeros lose the sign here but not for others who read them.
 */
function assembleDense(parts: readonly (DoubleSlot | VectorSlot)[], output: VectorSlot, slots: Slots): Kernel {
  const scalars: { readonly slot: DoubleSlot; readonly at: number }[] = [];
  const vectors: { readonly slot: VectorSlot; readonly at: number }[] = [];
  let at = 0;
  for (const slot of parts) {
    if (slot.kind === "number") scalars.push({ slot, at });
    else if (slot.storage !== "sparse" || !slots.place(slot, output, at)) vectors.push({ slot, at });
    at += sizeOf(slot);
  }
  return (rows) => {
    const { values, stride, offset } = output;
    for (let p = 0; p < scalars.length; p++) {
      const { slot, at } = scalars[p];
      const from = slot.values;
      for (let r = 0, to = offset + at; r < rows; r++, to += stride) values[to] = from[r] + 0;
    }
    for (let p = 0; p < vectors.length; p++) {
      const { slot, at } = vectors[p];
      const { size, values: source } = slot;
      for (let r = 0; r < rows; r++) {
        const from = r * slot.stride + slot.offset;
        const to = r * stride + offset + at;
        for (let i = 0; i < size; i++) values[to + i] = source[from + i] + 0;
      }
    }
  };
}

function assembleSparse(parts: readonly Part[], output: SparseSlot): Kernel {
  let end = 0;
  const put = (index: number, value: number): void => {
    if (value === 0) return;
    if (end === output.values.length) reserve(output, end + 1);
    output.indices[end] = index;
    output.values[end++] = value;
  };
  return (rows) => {
    end = 0;
    for (let r = 0; r < rows; r++) {
      let at = 0;
      for (let p = 0; p < parts.length; p++) {
        const part = parts[p];
        if (part.kind === "number") put(at, part.values[r]);
        else if (part.kind === "vector") {
          for (let i = 0, from = r * part.stride + part.offset; i < part.size; i++) put(at + i, part.values[from + i]);
        } else for (let i = part.starts[r]; i < part.starts[r + 1]; i++) put(at + part.indices[i], part.values[i]);
        at += sizeOf(part);
      }
      output.starts[r + 1] = end;
    }
  };
}
