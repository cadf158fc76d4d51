import { isSparse } from "../../engine/storage.js";
import type { Op } from "../../op.js";
import { rowReader } from "../row-reader.js";
import { clustering } from "./cluster-port.js";
import { clusterTree } from "./cluster-tree.js";
import { checkNorm, normOf, squaredDistance } from "./distance.js";

export const op: Op = {
  name: "bisecting_k_means",
  summary: "Walks down a tree of centers, always to the nearest below; the leaf's number is the cluster.",
  spark: "BisectingKMeansModel",
  load(model) {
    const root = clusterTree(model);
    const size = root.center.values.length;
    return clustering(size, [`a tree of centers, ${size} features`], (input) => {
      const reader = rowReader(input);
      return (row) => {
        reader.open(row);
        const norm = normOf(reader.values, reader.at, size);
        checkNorm(norm, row);
        const sparse = input.kind === "sparse" || isSparse(input, row);
        let node = root;
        while (node.children.length > 0) {
          let best = node.children[0];
          let least = squaredDistance(best.center, reader, norm, sparse);
          for (let i = 1; i < node.children.length; i++) {
            const child = node.children[i];
            const distance = squaredDistance(child.center, reader, norm, sparse);
            if (!(distance < least)) continue;
            least = distance;
            best = child;
          }
          node = best;
        }
        return node.index;
      };
    });
  },
};
