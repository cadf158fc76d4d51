import { doubleText } from "../../../frame/java-text.js";
import { copyNulls } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import { nullableDoubleOut, nullableNumber, type Op, transformer } from "../../op.js";

export const op: Op = {
  name: "bucketizer",
  summary: "Numbers to the bucket between two splits; the last bucket includes its upper end.",
  spark: "Bucketizer",
  difference: "Null stays null, and is skipped with NaN, as in Spark; MLeap has no answer to it.",
  load(model) {
    const splits = model.numbers("splits");
    const invalid = model.handleInvalid();
    const last = splits.length - 1;
    if (last < 1) throw errors.badAttribute("splits", "has fewer than two values");
    // JSON has no infinity: both ends are then written as null.
    if (Number.isNaN(splits[0])) splits[0] = Number.NEGATIVE_INFINITY;
    if (Number.isNaN(splits[last])) splits[last] = Number.POSITIVE_INFINITY;
    return transformer({
      inputs: [nullableNumber("input", "double")],
      outputs: [nullableDoubleOut("output")],
      words: [`splits: ${splits.join(", ")}`, `invalid values: ${invalid}`],
      bind([input], slots, { drop }) {
        const output = slots.double({ nullable: input.nullable });
        return {
          outputs: [output],
          kernels(rows) {
            copyNulls(input, output, rows);
            for (let r = 0; r < rows; r++) {
              if (output.nulls?.[r] === 1) {
                if (invalid === "skip") drop(r);
                continue;
              }
              const value = input.values[r];
              if (!Number.isNaN(value)) {
                output.values[r] = bucketOf(splits, value, r);
                continue;
              }
              if (invalid === "keep") output.values[r] = last;
              else if (invalid === "skip") drop(r);
              else {
                throw errors.badValue(
                  "Bucketizer encountered NaN value. To handle or skip NaNs, try setting Bucketizer.handleInvalid.",
                  r,
                );
              }
            }
          },
        };
      },
    });
  },
};

function bucketOf(splits: Float64Array, value: number, row: number): number {
  const last = splits.length - 1;
  if (value === splits[last]) return last - 1;
  let low = 0;
  let high = splits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(value, splits[middle])) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || low > last) {
    throw errors.badValue(
      `Feature value ${doubleText(value)} out of Bucketizer bounds [${doubleText(splits[0])}, ${doubleText(splits[last])}]. ` +
        "Check your features, or loosen the lower/upper bound constraints.",
      row,
    );
  }
  return low - 1;
}

/** Not before the split, in the order of `java.util.Arrays.binarySearch`: −0 stands before 0. */
function isAfter(value: number, split: number): boolean {
  return value > split || (value === split && !(Object.is(value, -0) && Object.is(split, 0)));
}
