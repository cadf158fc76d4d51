import { errors } from "../../errors.js";
import { anyVector, type Op, transformer } from "../../op.js";
import { hashesOut } from "../hashes.js";
import { dotOf } from "../reduced.js";

export const op: Op = {
  name: "bucketed_random_projection_lsh",
  summary: "The bucket into which the projection onto each random unit vector falls.",
  spark: "BucketedRandomProjectionLSHModel",
  difference: "Projections are multiplied by the reciprocal of the bucket's length as in Spark 3; MLeap divides.",
  load(model) {
    const units = model.vectors("random_unit_vectors");
    const length = model.number("bucket_length");
    const size = units[0]?.length ?? 0;
    if (units.some((unit) => unit.length !== size))
      throw errors.badAttribute("random_unit_vectors", "differ in length");
    return transformer({
      inputs: [anyVector("input", size)],
      outputs: [hashesOut(units.length)],
      words: [`${units.length} hash functions`, `bucket length: ${length}`],
      bind([input], slots) {
        const output = slots.value("double");
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const hashes = Float64Array.from(units, (unit) => Math.floor((1 / length) * dotOf(input, r, unit, 0)));
              output.values[r] = { base: "double", dimensions: [units.length, 1], values: hashes };
            }
          },
        };
      },
    });
  },
};
