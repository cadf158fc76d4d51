import type { CoveredForest } from "./cover.js";
import { createWalk, edgeValue, startRow, walkTree } from "./quadrature.js";
import { rootMeanSums } from "./root-means.js";

/** Contributions by quadrature: 3.3 and later, of vector leaves too (`QuadratureTreeShapValues`). */
export function contribsByQuadrature(
  { forest, depth }: CoveredForest,
  numFeature: number,
  intercepts: Float32Array,
): ExactContribs {
  const width = numFeature + 1;
  const means = rootMeanSums(forest, intercepts.length);
  const ofTree = new Float32Array(width);
  const walk = createWalk(forest, depth, numFeature, (_level, feature, returnAt, enter, exit) => {
    ofTree[feature] += edgeValue(walk, returnAt, enter, exit);
  });
  return (rows, rowCount, columnCount, out) => {
    for (let row = 0, to = 0; row < rowCount; row++) {
      for (let group = 0; group < intercepts.length; group++, to += width) {
        startRow(walk, rows, row * columnCount, columnCount, group);
        out.fill(0, to, to + width);
        for (let tree = 0; tree < forest.treeCount; tree++) {
          ofTree.fill(0);
          if (!walkTree(walk, tree)) continue;
          for (let i = 0; i < numFeature; i++) out[to + i] += Math.fround(ofTree[i] * forest.treeWeights[tree]);
        }
        out[to + numFeature] = means[group] + intercepts[group];
      }
    }
  };
}

type ExactContribs = (rows: Float32Array, rowCount: number, columnCount: number, out: Float32Array) => void;
