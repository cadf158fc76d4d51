import { doubleText } from "../../../frame/java-text.js";
import { reserve } from "../../engine/slots.js";
import { isSparse } from "../../engine/storage.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { anyVector, type Op, transformer, vectorOut } from "../../op.js";

type Categories = ReadonlyMap<number, number>;

export const op: Op = {
  name: "vector_indexer",
  summary: "Replaces the elements that are categories by their positions; what a sparse vector does not store stays 0.",
  spark: "VectorIndexerModel",
  difference: "With skip, a row with an invalid value is left out as in Spark; MLeap makes the whole vector null.",
  load(model) {
    const size = model.integer("num_features");
    const categories = categoriesOf(model, size);
    const invalid = model.handleInvalid();
    return transformer({
      inputs: [anyVector("input", size)],
      outputs: [vectorOut("output", size)],
      words: [
        ...[...categories].map(([index, map]) => `element ${index}: ${[...map.keys()].join(", ")}`),
        `invalid values: ${invalid}`,
      ],
      bind([input], slots, { drop }) {
        const indexed = (map: Categories, index: number, value: number, row: number): number => {
          const position = map.get(value);
          if (position !== undefined && !Number.isNaN(value)) return position;
          if (invalid === "keep") return map.size;
          if (invalid === "skip") {
            drop(row);
            return 0;
          }
          throw errors.unseenValue(
            `VectorIndexer encountered invalid value ${doubleText(value)} on feature index ${index}. ` +
              "To handle or skip invalid value, try setting VectorIndexer.handleInvalid.",
            row,
          );
        };
        if (input.kind === "sparse") {
          const output = slots.sparse(size);
          return {
            outputs: [output],
            kernels(rows) {
              reserve(output, input.starts[rows]);
              for (let r = 0; r < rows; r++) {
                output.starts[r + 1] = input.starts[r + 1];
                for (let i = input.starts[r]; i < input.starts[r + 1]; i++) {
                  const index = input.indices[i];
                  const map = categories.get(index);
                  output.indices[i] = index;
                  output.values[i] = map === undefined ? input.values[i] : indexed(map, index, input.values[i], r);
                }
              }
            },
          };
        }
        const output = slots.vector(size, input.storage);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let i = 0; i < size; i++) output.values[to + i] = input.values[from + i];
              const sparse = isSparse(input, r);
              for (const [index, map] of categories) {
                const value = input.values[from + index];
                if (value !== 0 || !sparse) output.values[to + index] = indexed(map, index, value, r);
              }
            }
          },
        };
      },
    });
  },
};

/** For each element that is a category, its values and their positions. */
function categoriesOf(model: Model, size: number): ReadonlyMap<number, Categories> {
  const all = new Map<number, Categories>();
  for (const index of model.integers("keys")) {
    if (index < 0 || index >= size) throw errors.badAttribute("keys", `has ${index}, but there are ${size} features`);
    const values = model.numbers(`key_${index}_keys`);
    const positions = model.numbers(`key_${index}_values`);
    all.set(index, new Map([...values].map((value, i) => [value, positions[i] ?? 0])));
  }
  return all;
}
