import type { CoveredForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { createWalk, edgeValue, isShadowed, pairValue, startRow, walkTree } from "./quadrature.js";
import { rootMeanSums } from "./root-means.js";

/** Interactions by quadrature: 3.3 and later, of vector leaves too (`QuadratureTreeShapInteractionValues`). */
export function interactionsByQuadrature(
  { forest, depth }: CoveredForest,
  numFeature: number,
  intercepts: Float32Array,
): Explainer["interactions"] {
  const width = numFeature + 1;
  const means = rootMeanSums(forest, intercepts.length);
  const diagonal = new Float32Array(width);
  const target = { out: diagonal as Float32Array, at: 0, weight: 1 };
  const walk = createWalk(forest, depth, numFeature, (level, feature, returnAt, enter, exit) => {
    const { out, at, weight } = target;
    diagonal[feature] += Math.fround(weight * edgeValue(walk, returnAt, enter, exit));
    for (let i = level; i >= 0; i--) {
      const partner = walk.pathFeatures[i];
      if (partner === feature || isShadowed(walk, i, level)) continue;
      const value = pairValue(walk, returnAt, enter, exit, walk.pathOdds[i]);
      out[at + feature * width + partner] += Math.fround(weight * value);
    }
  });
  return (rows, rowCount, columnCount, out) => {
    target.out = out;
    for (let row = 0, to = 0; row < rowCount; row++) {
      for (let group = 0; group < intercepts.length; group++, to += width * width) {
        startRow(walk, rows, row * columnCount, columnCount, group);
        out.fill(0, to, to + width * width);
        diagonal.fill(0);
        target.at = to;
        for (let tree = 0; tree < forest.treeCount; tree++) {
          target.weight = forest.treeWeights[tree];
          walkTree(walk, tree);
        }
        diagonal[numFeature] = means[group] + intercepts[group];
        settle(out, to, width, diagonal);
      }
    }
  };
}

/** Makes the matrix symmetric, and puts on its diagonal what of each feature's value is left. */
function settle(matrix: Float32Array, at: number, width: number, diagonal: Float32Array): void {
  for (let row = 0; row < width; row++) {
    for (let column = row + 1; column < width; column++) {
      const above = at + row * width + column;
      const below = at + column * width + row;
      matrix[above] = 0.5 * Math.fround(matrix[above] + matrix[below]);
      matrix[below] = matrix[above];
    }
  }
  for (let row = 0; row < width; row++) {
    let value = diagonal[row];
    for (let column = 0; column < width; column++) {
      if (column !== row) value = Math.fround(value - matrix[at + row * width + column]);
    }
    matrix[at + row * width + row] = value;
  }
}
