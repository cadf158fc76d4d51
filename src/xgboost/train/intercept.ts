import type { Version } from "../model.js";
import type { Link } from "../objectives/link.js";
import { since } from "../version.js";
import type { Loss } from "./losses/loss.js";
import type { Workspace } from "./threads/workspace.js";
import { quantile, weightedQuantile } from "./trees/quantiles.js";

const { fround } = Math;
const epsilon = fround(1e-6);

/** What libxgboost starts from where it does not look at the labels. */
const defaultScore = 0.5;

/**
 * The base score that training starts from, in user space, as a version of libxgboost estimates it
 * (src/objective/init_estimation.cc): before 2.0 hardly, before 3.0 by a Newton step wherever there is one, and from 3.1 on with
 * one entry per output where the objective has several. Uses the workspace's gradients; its margins must be 0.
 */
export function estimateIntercept(loss: Loss, link: Link, workspace: Workspace, version: Version): Float32Array {
  const rule = loss.intercept;
  switch (rule.kind) {
    case "mean":
    case "newton": {
      if (!since(version, 2, 0)) return Float32Array.of(defaultScore);
      const isMean = rule.kind === "mean" && since(version, 3, 0);
      return isMean ? Float32Array.of(weightedMean(workspace)) : toOutput(link, newtonStep(loss, workspace));
    }
    case "median": {
      if (!since(version, 1, 7)) return Float32Array.of(defaultScore);
      // libxgboost averages over machines, which shows in the last bits.
      const total = totalWeight(workspace);
      return Float32Array.of(fround(labelQuantile(workspace, 0.5) * total) / total);
    }
    case "quantiles": {
      const quantiles = Float32Array.from(rule.alphas, (alpha) => labelQuantile(workspace, alpha));
      if (since(version, 3, 1)) return quantiles;
      const total = totalWeight(workspace);
      return Float32Array.of((meanOf(quantiles) * total) / (total + epsilon));
    }
    case "frequencies":
      return since(version, 3, 1) ? classMargins(loss.outputs, workspace) : Float32Array.of(defaultScore);
  }
}

/** The logarithms of the classes' frequencies, moved so that their mean is 0. */
function classMargins(classes: number, workspace: Workspace): Float32Array {
  const counts = new Float32Array(classes);
  for (const [row, label] of workspace.labels.entries()) counts[label] += workspace.weights?.[row] ?? 1;
  const factor = 1 / totalWeight(workspace);
  const margins = counts.map((count) => Math.log(fround(fround(count * factor) + epsilon)));
  const mean = meanOf(margins);
  return margins.map((margin) => margin - mean);
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => fround(sum + fround(value / values.length)), 0);
}

function totalWeight({ labels, weights }: Workspace): number {
  return weights === undefined ? labels.length : weights.reduce((sum, weight) => sum + weight, 0);
}

function labelQuantile({ labels, weights }: Workspace, alpha: number): number {
  return weights === undefined
    ? quantile(labels.slice(), alpha)
    : weightedQuantile(labels.slice(), weights.slice(), alpha);
}

function weightedMean({ labels, weights }: Workspace): number {
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

function toOutput(link: Link, margin: number): Float32Array {
  const value = Float32Array.of(margin);
  link.apply(value, 0, value, 0, 1, 1);
  return value;
}
