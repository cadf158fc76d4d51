import type { CoveredForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { createWalk, edgeValue, pairValue, walkTree } from "./quadrature.js";
import { rootMeanSums } from "./root-means.js";

/** Explains by quadrature: the exact contributions and the interactions of 3.3 and later, of vector leaves too. */
export function explainByQuadrature(
  { forest, depth }: CoveredForest,
  numFeature: number,
  intercepts: Float32Array,
): Pick<Explainer, "interactions"> & { contribs(...rows: Rows): void } {
  const width = numFeature + 1;
  const groups = intercepts.length;
  const means = rootMeanSums(forest, groups);
  const ofTree = new Float32Array(width);
  const singles = createWalk(forest, depth, numFeature, (walk, _level, feature, returnAt, enter, exit) => {
    ofTree[feature] += edgeValue(walk, returnAt, enter, exit);
  });
  const pairs = createPairs();

  /** Calls `add` for each tree that adds to `group`, with the walk set to the row. */
  function eachTree(group: number, add: (tree: number) => void): void {
    for (let tree = 0; tree < forest.treeCount; tree++) {
      if (forest.vectors.length > 0 || forest.groups[tree] === group) add(tree);
    }
  }

  function createPairs() {
    let out: Float32Array = ofTree;
    let at = 0;
    let scale = 1;
    const diagonal = new Float32Array(width);
    const walk = createWalk(forest, depth, numFeature, (walk, level, feature, returnAt, enter, exit) => {
      diagonal[feature] += Math.fround(scale * edgeValue(walk, returnAt, enter, exit));
      for (let i = level; i >= 0; i--) {
        const partner = walk.pathFeatures[i];
        if (partner === feature || walk.pathFeatures.subarray(i + 1, level + 1).includes(partner)) continue;
        const value = pairValue(walk, returnAt, enter, exit, walk.pathOdds[i]);
        out[at + feature * width + partner] += Math.fround(scale * value);
      }
    });
    return {
      walk,
      diagonal,
      begin(target: Float32Array, begin: number) {
        out = target;
        at = begin;
        diagonal.fill(0);
      },
      add(tree: number) {
        scale = forest.treeWeights[tree];
        walkTree(walk, forest.roots[tree]);
      },
    };
  }

  return {
    contribs(rows, rowCount, columnCount, out) {
      for (let row = 0, to = 0; row < rowCount; row++) {
        Object.assign(singles, { rows, at: row * columnCount, columnCount });
        for (let group = 0; group < groups; group++, to += width) {
          out.fill(0, to, to + width);
          singles.target = group;
          eachTree(group, (tree) => {
            ofTree.fill(0);
            walkTree(singles, forest.roots[tree]);
            for (let i = 0; i < numFeature; i++) out[to + i] += Math.fround(ofTree[i] * forest.treeWeights[tree]);
          });
          out[to + numFeature] = means[group] + intercepts[group];
        }
      }
    },
    interactions(rows, rowCount, columnCount, out) {
      for (let row = 0, to = 0; row < rowCount; row++) {
        Object.assign(pairs.walk, { rows, at: row * columnCount, columnCount });
        for (let group = 0; group < groups; group++, to += width * width) {
          out.fill(0, to, to + width * width);
          pairs.begin(out, to);
          pairs.walk.target = group;
          eachTree(group, pairs.add);
          pairs.diagonal[numFeature] = means[group] + intercepts[group];
          settle(out, to, width, pairs.diagonal);
        }
      }
    },
  };
}

type Rows = [rows: Float32Array, rowCount: number, columnCount: number, out: Float32Array];

/** Makes the matrix symmetric, and puts on its diagonal what of each feature's value is left. */
function settle(matrix: Float32Array, at: number, width: number, diagonal: Float32Array): void {
  for (let row = 0; row < width; row++) {
    for (let column = row + 1; column < width; column++) {
      const [a, b] = [at + row * width + column, at + column * width + row];
      matrix[a] = matrix[b] = 0.5 * Math.fround(matrix[a] + matrix[b]);
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
