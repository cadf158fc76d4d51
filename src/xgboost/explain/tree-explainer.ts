import type { Version } from "../model.js";
import { since } from "../version.js";
import type { CoveredForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { type Contributions, interactionsOf } from "./interactions.js";
import { addSaabas } from "./saabas.js";
import { createShap } from "./shap.js";

/**
 * Explains by the trees. The contributions of each tree are added up by themselves, times the tree's weight, and then to the
 * row's; before 1.0 they were added to the row's at once, and the weights of dart left out.
 */
export function explainTrees(
  covered: CoveredForest,
  numFeature: number,
  intercepts: Float32Array,
  version: Version,
): Explainer {
  const { forest, means } = covered;
  const width = numFeature + 1;
  const shap = createShap(covered);
  const apart = since(version, 1, 0);
  const ofTree = new Float32Array(width);
  const used = new Uint8Array(numFeature);
  for (let node = 0; node < forest.left.length; node++) if (forest.left[node] >= 0) used[forest.features[node]] = 1;

  function addTrees(
    out: Float32Array,
    to: number,
    add: (tree: number, phi: Float32Array, phiAt: number) => void,
  ): void {
    out.fill(0, to, to + width * intercepts.length);
    for (let tree = 0; tree < forest.treeCount; tree++) {
      const target = to + forest.groups[tree] * width;
      if (!apart) {
        add(tree, out, target);
        continue;
      }
      ofTree.fill(0);
      add(tree, ofTree, 0);
      for (let i = 0; i < width; i++) out[target + i] += Math.fround(ofTree[i] * forest.treeWeights[tree]);
    }
    for (let group = 0; group < intercepts.length; group++) out[to + group * width + numFeature] += intercepts[group];
  }

  const contributions: Contributions = {
    uses: (feature) => used[feature] === 1,
    contribs(rows, rowCount, columnCount, out, approximate) {
      for (let row = 0; row < rowCount; row++) {
        const at = row * columnCount;
        addTrees(out, row * width * intercepts.length, (tree, phi, phiAt) => {
          phi[phiAt + numFeature] += means[forest.roots[tree]];
          if (approximate) addSaabas(covered, tree, rows, at, columnCount, phi, phiAt);
          else shap(tree, rows, at, columnCount, phi, phiAt, "free", -1);
        });
      }
    },
    conditional(rows, at, columnCount, out, condition, feature) {
      addTrees(out, 0, (tree, phi, phiAt) => shap(tree, rows, at, columnCount, phi, phiAt, condition, feature));
    },
  };
  const interactions = interactionsOf(contributions, numFeature, intercepts.length);
  return { contribs: contributions.contribs, interactions };
}
