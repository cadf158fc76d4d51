import { doubleText } from "../../../frame/java-text.js";
import type { DoubleSlot, SparseSlot, VectorSlot } from "../../engine/slots.js";
import { isSparse } from "../../engine/storage.js";
import { tallyInto } from "../../engine/tally.js";
import { errors } from "../../errors.js";
import { anyVector, double, type Op, type Port, transformer, vectorOut } from "../../op.js";

type Input = DoubleSlot | VectorSlot | SparseSlot;

export const op: Op = {
  name: "interaction",
  summary:
    "The products of every element of one input with every element of the others; the last input varies fastest.",
  spark: "Interaction",
  difference:
    "Elements of a sparse vector stand at their own places as in Spark; MLeap from 0.17 on counts the stored ones, which puts them at wrong places.",
  load(model) {
    const count = model.integer("num_inputs");
    const shapes = model.shapes("input_shapes");
    const features: Feature[] = [];
    for (let i = 0; i < count; i++) features.push(featureOf(model.integers(`num_features${i}`)));
    const size = features.reduce((product, feature) => product * feature.size, 1);
    return transformer({
      inputs: features.map((feature, i): Port<Input> => {
        const scalar = (shapes[i]?.base ?? "scalar") === "scalar";
        return scalar ? double(`input${i}`) : anyVector(`input${i}`, feature.categories.length);
      }),
      outputs: [vectorOut("output", size)],
      words: features.map(
        ({ categories }) => `${[...categories].map((n) => (n > 1 ? `${n} categories` : "a number")).join(", ")}`,
      ),
      bind(inputs, slots) {
        const output = slots.fewEntries(size);
        const tally = tallyInto(output);
        const visit = (row: number, input: number, index: number, product: number): void => {
          if (input === inputs.length) {
            tally.add(index, product);
            return;
          }
          const feature = features[input];
          forEachActive(inputs[input], feature, row, (place, value) =>
            visit(row, input + 1, index * feature.size + place, product * value),
          );
        };
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              visit(r, 0, 0, 1);
              tally.flush(r);
            }
          },
        };
      },
    });
  },
};

/** The elements of one input: those with more than one category are one-hot encoded, each from its own offset on. */
interface Feature {
  readonly categories: Int32Array;
  readonly offsets: Int32Array;
  readonly size: number;
}

function featureOf(categories: Int32Array): Feature {
  const offsets = new Int32Array(categories.length);
  let size = 0;
  for (let i = 0; i < categories.length; i++) {
    if (categories[i] < 1) throw errors.badAttribute("num_features", "has a count that is not positive");
    offsets[i] = size;
    size += categories[i];
  }
  return { categories, offsets, size };
}

function forEachActive(
  input: Input,
  feature: Feature,
  row: number,
  visit: (place: number, value: number) => void,
): void {
  if (input.kind === "number") element(feature, 0, input.values[row], row, visit);
  else if (input.kind === "sparse") {
    for (let i = input.starts[row]; i < input.starts[row + 1]; i++) {
      element(feature, input.indices[i], input.values[i], row, visit);
    }
  } else {
    const sparse = isSparse(input, row);
    const start = row * input.stride + input.offset;
    for (let i = 0; i < input.size; i++) {
      const value = input.values[start + i];
      if (value !== 0 || !sparse) element(feature, i, value, row, visit);
    }
  }
}

function element(
  feature: Feature,
  i: number,
  value: number,
  row: number,
  visit: (place: number, value: number) => void,
): void {
  const categories = feature.categories[i];
  if (categories === 1) {
    visit(feature.offsets[i], value);
    return;
  }
  if (!(value >= 0 && value < categories && Number.isInteger(value))) {
    throw errors.badValue(`Values from column must be indices, but got ${doubleText(value)}.`, row);
  }
  visit(feature.offsets[i] + value, 1);
}
