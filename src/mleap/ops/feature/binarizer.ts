import { reserve, type Slots, type SparseSlot, type VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import type { Bound } from "../../op.js";
import { anyVector, doubleOut, nullableNumber, type Op, type Transformer, transformer, vectorOut } from "../../op.js";

export const binarizer: Op = {
  name: "binarizer",
  summary: "1 above the threshold, else 0; for numbers and, element by element, for vectors.",
  spark: "Binarizer",
  difference:
    "With a negative threshold, zeros that a sparse vector does not store become 1 as in Spark; MLeap leaves them 0. A null number becomes 0 as in Spark.",
  load(model) {
    if (model.has("thresholds")) {
      throw errors.badAttribute(
        "thresholds",
        "is for several columns, which no MLeap can run: use one node per column",
      );
    }
    const name = model.has("input_shapes") ? "input_shapes" : "input_shape";
    return binarize(
      model.number("threshold"),
      model.shape(name, { base: "scalar", nullable: false }).base === "scalar",
    );
  },
};

/** The op for numbers, or for vectors. */
export function binarize(threshold: number, scalar: boolean): Transformer {
  const words = [`threshold: ${threshold}`];
  if (!scalar) {
    return transformer({
      inputs: [anyVector("input")],
      outputs: [vectorOut("output")],
      words,
      bind: ([input], slots) =>
        input.kind === "vector" ? dense(input, threshold, slots) : sparse(input, threshold, slots),
    });
  }
  return transformer({
    inputs: [nullableNumber("input", "double")],
    outputs: [doubleOut("output")],
    words,
    bind([input], slots) {
      const output = slots.double();
      return {
        outputs: [output],
        kernels(rows) {
          for (let r = 0; r < rows; r++)
            output.values[r] = input.values[r]! > threshold && input.nulls?.[r] !== 1 ? 1 : 0;
        },
      };
    },
  });
}

/** In vectors NaN is above a negative threshold, and below one that is not (Spark goes by what it leaves out). */
function bit(value: number, threshold: number): number {
  if (threshold < 0) return value <= threshold ? 0 : 1;
  return value > threshold ? 1 : 0;
}

function dense(input: VectorSlot, threshold: number, slots: Slots): Bound {
  const output = slots.vector(input.size, "compressed");
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const from = r * input.stride + input.offset;
        const to = r * output.stride + output.offset;
        for (let i = 0; i < input.size; i++) output.values[to + i] = bit(input.values[from + i]!, threshold);
      }
    },
  };
}

/** Below 0 nearly every element becomes 1, so that the vector has to be written out. */
function sparse(input: SparseSlot, threshold: number, slots: Slots): Bound {
  if (threshold >= 0) return sparseOnes(input, threshold, slots);
  const output = slots.vector(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const to = r * output.stride + output.offset;
        output.values.fill(1, to, to + output.size);
        for (let i = input.starts[r]!; i < input.starts[r + 1]!; i++) {
          output.values[to + input.indices[i]!] = bit(input.values[i]!, threshold);
        }
      }
    },
  };
}

function sparseOnes(input: SparseSlot, threshold: number, slots: Slots): Bound {
  const output = slots.sparse(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      reserve(output, input.starts[rows]!);
      let at = 0;
      for (let r = 0; r < rows; r++) {
        for (let i = input.starts[r]!; i < input.starts[r + 1]!; i++) {
          if (!(input.values[i]! > threshold)) continue;
          output.indices[at] = input.indices[i]!;
          output.values[at++] = 1;
        }
        output.starts[r + 1] = at;
      }
    },
  };
}
