import { divideRows } from "../bins/divide-rows.js";
import { fillBins } from "../bins/fill.js";
import { buildHistogram } from "../bins/histograms.js";
import { sketchFeatures } from "../cuts/sketch-features.js";
import { searchSplit } from "../splits/search.js";
import { leafQuantile } from "../trees/leaf-quantile.js";
import type { Member } from "./member.js";
import type { Leaf, Steps } from "./steps.js";
import { shareOf } from "./workspace.js";

/** The steps of a training as one member takes them. */
export function memberSteps(member: Member): Steps {
  const { workspace, index, kernels, rows } = member;
  const { plan } = workspace;
  return {
    sketch() {
      const { begin, end } = shareOf(index, plan.members, plan.columns);
      sketchFeatures(workspace, member.features, begin, end, member.params.max_bin);
      return null;
    },
    fillBins() {
      member.layOutBins();
      fillBins(member);
      return null;
    },
    computeGradients() {
      member.loss.computeGradients(workspace, rows.begin, rows.end);
      return null;
    },
    startTree() {
      for (let row = rows.begin; row < rows.end; row++) workspace.rowOrder[row] = row;
      member.nodeRows.set(index, 0, rows.begin, rows.end);
      return null;
    },
    build({ output, builds }) {
      for (const build of builds) buildHistogram(member, output, build);
      return null;
    },
    search({ candidates, featureSets }) {
      return candidates.map((candidate) =>
        searchSplit(
          member,
          candidate,
          candidate.featureSet === undefined ? undefined : featureSets[candidate.featureSet],
        ),
      );
    },
    divide({ divisions }) {
      for (const division of divisions) divideRows(member, division);
      return null;
    },
    leafQuantiles({ leaves, output, alpha }) {
      const { begin, end } = shareOf(index, plan.members, leaves.length);
      return leaves.slice(begin, end).flatMap((node): Leaf[] => {
        const value = leafQuantile(member, node, output, alpha);
        return value === undefined ? [] : [[node, value]];
      });
    },
    settle({ output, leaves }) {
      const { margins, rowOrder } = workspace;
      const first = margins.byteOffset + 4 * output;
      for (const [node, value] of leaves) {
        const begin = rowOrder.byteOffset + 4 * member.nodeRows.begin(index, node);
        const end = rowOrder.byteOffset + 4 * member.nodeRows.end(index, node);
        kernels.settle(begin, end, first, 4 * plan.outputs, value);
      }
      return null;
    },
  };
}
