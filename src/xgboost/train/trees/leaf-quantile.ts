import type { Member } from "../threads/member.js";
import { quantile, weightedQuantile } from "./quantiles.js";

/**
 * The quantile of the residuals of a leaf's rows (src/objective/adaptive.cc), undefined where it has none. Rows that sampling
 * left out, whose hessian is 0, do not count.
 */
export function leafQuantile(member: Member, node: number, output: number, alpha: number): number | undefined {
  const { labels, weights, margins, gradients, plan } = member.workspace;
  const hessianOf = (row: number) => gradients[output][2 * row + 1];
  const rows = member.nodeRows.rowsOf(node).filter((row) => hessianOf(row) !== 0);
  if (rows.length === 0) return undefined;
  const residuals = Float32Array.from(rows, (row) => labels[row] - margins[row * plan.outputs + output]);
  return weights === undefined
    ? quantile(residuals, alpha)
    : weightedQuantile(
        residuals,
        Float32Array.from(rows, (row) => weights[row]),
        alpha,
      );
}
