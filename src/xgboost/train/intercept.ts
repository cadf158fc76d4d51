import type { Link } from "../objectives/link.js";
import type { Loss } from "./losses/loss.js";
import type { Workspace } from "./threads/workspace.js";
import { quantile, weightedQuantile } from "./trees/quantiles.js";

const { fround } = Math;
const epsilon = fround(1e-6);

/**
 * The base score that training starts from, in user space, as libxgboost 3.0 estimates it
 * (src/objective/init_estimation.cc). Uses the workspace's gradients; its margins must be 0.
 */
export function estimateIntercept(loss: Loss, link: Link, workspace: Workspace): number {
  const { labels, weights } = workspace;
  const rule = loss.intercept;
  switch (rule.kind) {
    case "fixed":
      return rule.score;
    case "mean":
      return fround(weightedMean(labels, weights));
    case "newton":
      return toOutput(link, fround(newtonStep(loss, workspace)));
    // libxgboost averages over machines, which shows in the last bits: hence the factors below.
    case "median": {
      const total = totalWeight(workspace);
      return fround(fround(labelQuantile(workspace, 0.5) * total) / total);
    }
    case "quantiles": {
      const total = totalWeight(workspace);
      let mean = 0;
      for (const alpha of rule.alphas)
        mean = fround(mean + fround(labelQuantile(workspace, alpha) / rule.alphas.length));
      return fround((mean * total) / (total + epsilon));
    }
  }
}

function totalWeight({ labels, weights }: Workspace): number {
  return weights === undefined ? labels.length : weights.reduce((sum, weight) => sum + weight, 0);
}

function labelQuantile({ labels, weights }: Workspace, alpha: number): number {
  return weights === undefined
    ? quantile(labels.slice(), alpha)
    : weightedQuantile(labels.slice(), weights.slice(), alpha);
}

function weightedMean(labels: Float32Array, weights: Float32Array | undefined): number {
  let mean = 0;
  if (weights === undefined) for (const label of labels) mean += label / labels.length;
  else {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let row = 0; row < labels.length; row++) mean += (labels[row] / total) * weights[row];
  }
  return mean;
}

/** The weight of a tree that is one leaf, averaged over the outputs. */
function newtonStep(loss: Loss, workspace: Workspace): number {
  loss.computeGradients(workspace, 0, workspace.plan.rows);
  let mean = 0;
  for (const pairs of workspace.gradients) {
    let gradient = 0;
    let hessian = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      gradient += pairs[at];
      hessian += pairs[at + 1];
    }
    mean = fround(mean + fround(fround(-gradient / Math.max(hessian, epsilon)) / workspace.gradients.length));
  }
  return mean;
}

function toOutput(link: Link, margin: number): number {
  const value = Float32Array.of(margin);
  link.apply(value, 0, value, 0, 1, 1);
  return value[0];
}
