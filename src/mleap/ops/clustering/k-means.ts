import { isSparse } from "../../engine/storage.js";
import { errors } from "../../errors.js";
import type { Op } from "../../op.js";
import { rowReader } from "../row-reader.js";
import { clustering } from "./cluster-port.js";
import { centerOf, checkNorm, normOf, squaredDistance } from "./distance.js";

export const op: Op = {
  name: "k_means",
  summary: "The nearest of some centers, the first of equals.",
  spark: "KMeansModel",
  difference: "Spark 3 refuses NaN, MLeap answers cluster 0; bundles of MLeap 0.18 and newer refuse it.",
  load(model) {
    const centers = model.vectors("cluster_centers").map(centerOf);
    const size = model.integer("num_features", centers[0]?.values.length ?? 0);
    const odd = centers.find(({ values }) => values.length !== size);
    if (odd !== undefined)
      throw errors.badAttribute("cluster_centers", `has a center of length ${odd.values.length}, not ${size}`);
    const refuseNaN = !model.olderThan(0, 18);
    return clustering(size, [`${centers.length} centers`], (input) => {
      const reader = rowReader(input);
      return (row) => {
        reader.open(row);
        const norm = normOf(reader.values, reader.at, size);
        if (refuseNaN) checkNorm(norm, row);
        const sparse = input.kind === "sparse" || isSparse(input, row);
        let best = 0;
        let least = Number.POSITIVE_INFINITY;
        for (let k = 0; k < centers.length; k++) {
          const difference = centers[k].norm - norm;
          if (!(difference * difference < least)) continue;
          const distance = squaredDistance(centers[k], reader, norm, sparse);
          if (distance < least) {
            least = distance;
            best = k;
          }
        }
        return best;
      };
    });
  },
};
