import { reserve, type Slots, type SparseSlot, type VectorSlot } from "../../engine/slots.js";
import { isSparse } from "../../engine/storage.js";
import { errors } from "../../errors.js";
import {
  anyVector,
  type Bound,
  nullableDoubleOut,
  nullableNumber,
  type Op,
  type Transformer,
  transformer,
  vectorOut,
} from "../../op.js";
import { mapped } from "../scalars.js";

export const op: Op = {
  name: "binarizer",
  summary: "1 above the threshold, else 0; for numbers and, element by element, for vectors.",
  spark: "Binarizer",
  difference:
    "With a negative threshold, Spark 3 makes 1 of the zeros that a sparse vector does not store (bundles of MLeap 0.18 and newer); MLeap and Spark 2 leave them 0. Null stays null as in Spark; MLeap has no answer to it.",
  load(model) {
    if (model.has("thresholds")) {
      throw errors.badAttribute(
        "thresholds",
        "is for several columns, which no MLeap can run: use one node per column",
      );
    }
    const name = model.has("input_shapes") ? "input_shapes" : "input_shape";
    const { base } = model.shape(name, { base: "scalar", nullable: false });
    return binarize(model.number("threshold"), base === "scalar", model.olderThan(0, 18));
  },
};

/** The op for numbers, or for vectors. `spark2`: only what a sparse vector stores can become 1, and NaN cannot. */
export function binarize(threshold: number, scalar: boolean, spark2: boolean): Transformer {
  const words = [`threshold: ${threshold}`];
  if (!scalar) {
    return transformer({
      inputs: [anyVector("input")],
      outputs: [vectorOut("output")],
      words,
      bind([input], slots) {
        if (input.kind === "vector") return dense(input, threshold, spark2, slots);
        return threshold >= 0 || spark2 ? sparse(input, threshold, spark2, slots) : writtenOut(input, threshold, slots);
      },
    });
  }
  return transformer({
    inputs: [nullableNumber("input", "double")],
    outputs: [nullableDoubleOut("output")],
    words,
    bind: ([input], slots) => mapped(input, slots, (value) => (value > threshold ? 1 : 0)),
  });
}

/** In Spark 3's vectors NaN is above a negative threshold, which goes by what it leaves out. */
function bit(value: number, threshold: number, spark2: boolean): number {
  if (threshold < 0 && !spark2) return value <= threshold ? 0 : 1;
  return value > threshold ? 1 : 0;
}

function dense(input: VectorSlot, threshold: number, spark2: boolean, slots: Slots): Bound {
  const output = slots.vector(input.size, "compressed");
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const from = r * input.stride + input.offset;
        const to = r * output.stride + output.offset;
        const zeros = spark2 && isSparse(input, r);
        for (let i = 0; i < input.size; i++) {
          const value = input.values[from + i];
          output.values[to + i] = zeros && value === 0 ? 0 : bit(value, threshold, spark2);
        }
      }
    },
  };
}

/** Below 0 nearly every element becomes 1, so that the vector has to be written out. */
function writtenOut(input: SparseSlot, threshold: number, slots: Slots): Bound {
  const output = slots.vector(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const to = r * output.stride + output.offset;
        output.values.fill(1, to, to + output.size);
        for (let i = input.starts[r]; i < input.starts[r + 1]; i++) {
          output.values[to + input.indices[i]] = bit(input.values[i], threshold, false);
        }
      }
    },
  };
}

function sparse(input: SparseSlot, threshold: number, spark2: boolean, slots: Slots): Bound {
  const output = slots.sparse(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      reserve(output, input.starts[rows]);
      let at = 0;
      for (let r = 0; r < rows; r++) {
        for (let i = input.starts[r]; i < input.starts[r + 1]; i++) {
          if (bit(input.values[i], threshold, spark2) === 0) continue;
          output.indices[at] = input.indices[i];
          output.values[at++] = 1;
        }
        output.starts[r + 1] = at;
      }
    },
  };
}
