import { argsortDescending } from "../losses/ranking/argsort.js";
import type { Evaluation, Metric } from "./metric.js";

/** Area under the receiver operating characteristic; of several classes each against the rest, weighted by its frequency. */
export const auc: Metric = {
  name: "auc",
  maximize: true,
  evaluate(evaluation) {
    const { queryBounds, outputs } = evaluation;
    if (queryBounds !== undefined) return overQueries(evaluation, queryBounds, pairwiseArea);
    if (outputs > 1) return overClasses(evaluation, rocArea);
    return rocArea(evaluation.predictions, evaluation.labels, evaluation.weights).area;
  },
};

/** Area under the curve of precision over recall (Davis & Goadrich's interpolation). */
export const aucpr: Metric = {
  name: "aucpr",
  maximize: true,
  evaluate(evaluation) {
    const { queryBounds, outputs } = evaluation;
    const area = (scores: Float32Array, labels: Float32Array) => precisionRecallArea(scores, labels, undefined).area;
    if (queryBounds !== undefined) return overQueries(evaluation, queryBounds, area);
    if (outputs > 1) return overClasses(evaluation, precisionRecallArea);
    return precisionRecallArea(evaluation.predictions, evaluation.labels, evaluation.weights).area;
  },
};

/** NaN where there are only positives or only negatives; `share` is the weight of a class in the mean over classes. */
interface Area {
  readonly area: number;
  readonly share: number;
}

type AreaOf = (scores: Float32Array, labels: Float32Array, weights: Float32Array | undefined) => Area;
type Segment = (fpBefore: number, fp: number, tpBefore: number, tp: number) => number;

const rocArea: AreaOf = (scores, labels, weights) => {
  const { area, fp, tp } = sweep(scores, labels, weights, (fpBefore, after, tpBefore, tp) => {
    return (Math.abs(fpBefore - after) * (tpBefore + tp)) / 2;
  });
  return { area: fp > 0 && tp > 0 ? Math.min(area / (fp * tp), 1) : Number.NaN, share: tp };
};

const precisionRecallArea: AreaOf = (scores, labels, weights) => {
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < labels.length; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    positives += weight * labels[row];
    negatives += weight * (1 - labels[row]);
  }
  if (positives <= 0 || negatives <= 0) return { area: Number.NaN, share: 1 };
  const { area } = sweep(scores, labels, weights, (fpBefore, fp, tpBefore, tp) => {
    const [before, after] = [tpBefore / positives, tp / positives];
    if (tp === tpBefore) return after - before;
    const slope = (fp - fpBefore) / (tp - tpBefore);
    const a = slope + 1;
    const b = (fpBefore - slope * tpBefore) / positives;
    if (b === 0) return (after - before) / a;
    return (after - before - (b / a) * (Math.log(a * after + b) - Math.log(a * before + b))) / a;
  });
  return { area, share: 1 };
};

/** Goes down the scores and adds up the segments of the curve; equal scores make one segment. */
function sweep(scores: Float32Array, labels: Float32Array, weights: Float32Array | undefined, segment: Segment) {
  const order = argsortDescending(scores);
  let area = 0;
  let [fp, tp, fpBefore, tpBefore] = [0, 0, 0, 0];
  for (const [rank, row] of order.entries()) {
    if (rank > 0 && scores[row] !== scores[order[rank - 1]]) {
      area += segment(fpBefore, fp, tpBefore, tp);
      [fpBefore, tpBefore] = [fp, tp];
    }
    const weight = weights === undefined ? 1 : weights[row];
    fp += (1 - labels[row]) * weight;
    tp += labels[row] * weight;
  }
  return { area: area + segment(fpBefore, fp, tpBefore, tp), fp, tp };
}

function overClasses({ labels, weights, predictions, outputs }: Evaluation, areaOf: AreaOf): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < outputs; k++) {
    const scores = Float32Array.from(labels, (_, row) => predictions[row * outputs + k]);
    const isClass = labels.map((label) => (label === k ? 1 : 0));
    const { area, share } = areaOf(scores, isClass, weights);
    sum += area * share;
    total += share;
  }
  return sum / total;
}

/** The mean over the queries that have an area. */
function overQueries(
  { labels, predictions }: Evaluation,
  bounds: Uint32Array,
  areaOf: (scores: Float32Array, labels: Float32Array) => number,
): number {
  let sum = 0;
  let valid = 0;
  for (let query = 0; query + 1 < bounds.length; query++) {
    const [begin, end] = [bounds[query], bounds[query + 1]];
    const area = areaOf(predictions.subarray(begin, end), labels.subarray(begin, end));
    if (Number.isNaN(area)) continue;
    sum += area;
    valid++;
  }
  return sum / valid;
}

/** The share of a query's pairs of documents, ordered by label, that the scores order the same way. */
function pairwiseArea(scores: Float32Array, labels: Float32Array): number {
  if (labels.length < 3) return Number.NaN;
  const order = argsortDescending(labels);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) {
      const difference = scores[order[i]] - scores[order[j]];
      sum += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  }
  return sum / ((order.length * (order.length - 1)) / 2);
}
