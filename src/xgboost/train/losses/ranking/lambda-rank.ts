import { sigmoid } from "../../../float-math.js";
import type { ResolvedParams } from "../../params.js";
import type { GradientTask, Loss } from "../loss.js";
import { argsortDescending } from "./argsort.js";

const { fround } = Math;
const leastHessian = 1e-16;

/** How much a metric changes when two documents of a query change places; ranks count from 0, the better label comes first. */
export type RankDelta = (betterLabel: number, worseLabel: number, betterRank: number, worseRank: number) => number;

/** Makes the delta of one query from its labels and the ranking by margin (`order[rank]` is a document). */
export type DeltaMaker = (labels: Float32Array, order: Uint32Array) => RankDelta;

/**
 * Gradients of LambdaMART (src/objective/lambdarank_obj.cc): every pair of a query's documents of which one is among the first
 * `lambdarank_num_pair_per_sample` pulls its two apart, by as much as the metric would change.
 */
export function lambdaRank(params: ResolvedParams, deltaOf: DeltaMaker): Loss["computeGradients"] {
  return (task, begin, end) => {
    const bounds = task.queryBounds ?? Uint32Array.of(0, task.labels.length);
    const weights = task.queryWeights;
    const queries = bounds.length - 1;
    const weightNorm = weights === undefined ? 1 : fround(queries / weights.reduce((sum, weight) => sum + weight, 0));
    for (let query = 0; query < queries; query++) {
      if (bounds[query] < begin || bounds[query] >= end) continue;
      const weight = weights === undefined ? 1 : weights[query];
      computeQuery(params, deltaOf, task, bounds[query], bounds[query + 1], weight, weightNorm);
    }
  };
}

function computeQuery(
  params: ResolvedParams,
  deltaOf: DeltaMaker,
  task: GradientTask,
  begin: number,
  end: number,
  weight: number,
  weightNorm: number,
): void {
  const labels = task.labels.subarray(begin, end);
  const margins = task.margins.subarray(begin, end);
  const out = task.gradients[0].subarray(2 * begin, 2 * end).fill(0);
  const order = argsortDescending(margins);
  const delta = deltaOf(labels, order);
  const spread = margins[order[0]] !== margins[order[order.length - 1]];
  const byDifference = params.lambdarank_score_normalization && spread;
  let lambdaSum = 0;
  const addPair = (betterRank: number, worseRank: number) => {
    const better = order[betterRank];
    const worse = order[worseRank];
    const difference = fround(margins[better] - margins[worse]);
    let change = Math.abs(delta(labels[better], labels[worse], betterRank, worseRank));
    if (byDifference) change /= Math.abs(difference) + 0.01;
    const p = sigmoid(difference);
    const lambda = fround((p - 1) * change);
    const hessian = fround(Math.max(p * (1 - p), leastHessian) * change * 2);
    out[2 * better] += lambda;
    out[2 * better + 1] += hessian;
    out[2 * worse] -= lambda;
    out[2 * worse + 1] += hessian;
    lambdaSum -= 2 * lambda;
  };
  const top = Math.min(order.length, params.lambdarank_num_pair_per_sample);
  for (let i = 0; i < top; i++) {
    for (let j = i + 1; j < order.length; j++) {
      if (labels[order[i]] > labels[order[j]]) addPair(i, j);
      else if (labels[order[i]] < labels[order[j]]) addPair(j, i);
    }
  }
  const norm = params.lambdarank_normalization && lambdaSum > 0 ? fround(Math.log2(1 + lambdaSum) / lambdaSum) : 1;
  for (let i = 0; i < out.length; i++) out[i] = fround(fround(out[i] * norm) * weight) * weightNorm;
}
