import { xgboostError } from "../../errors.js";
import { argsortDescending } from "../losses/ranking/argsort.js";
import { areBinary, idealGain, rankDiscount, relevanceGain, relevanceProblem } from "../losses/ranking/gain.js";
import type { ResolvedParams } from "../params.js";
import type { Evaluation, Metric } from "./metric.js";

/** The labels of a query's documents in the order of their scores. */
type Ranked = Float32Array;

/** Normalised discounted cumulative gain of the first `top`; a query without relevant documents counts `empty`. */
export function ndcgMetric(
  name: string,
  top: number,
  empty: number,
  { ndcg_exp_gain: exponential }: ResolvedParams,
): Metric {
  const check = (labels: Float32Array) => relevanceProblem(labels, exponential);
  return queryMean(name, check, (ranked, weight) => {
    const ideal = idealGain(ranked, top, exponential);
    if (ideal <= 0) return empty;
    let gain = 0;
    for (let rank = 0; rank < Math.min(ranked.length, top); rank++)
      gain += (rankDiscount(rank) * relevanceGain(ranked[rank], exponential)) / ideal;
    return gain * weight;
  });
}

/** Mean average precision of the first `top`. */
export function mapMetric(name: string, top: number, empty: number): Metric {
  return queryMean(name, binaryProblem("map"), (ranked, weight) => {
    let hits = 0;
    let precision = 0;
    for (let rank = 0; rank < Math.min(ranked.length, top); rank++) {
      hits += ranked[rank];
      precision += (hits / (rank + 1)) * ranked[rank];
    }
    const all = ranked.reduce((sum, label) => sum + label, 0);
    return (all > 0 ? precision / Math.min(all, top) : empty) * weight;
  });
}

/** Share of relevant documents among the first `top`. */
export function precisionMetric(name: string, top: number): Metric {
  return queryMean(name, binaryProblem("pre"), (ranked, weight) => {
    const count = Math.min(ranked.length, top);
    return (ranked.subarray(0, count).reduce((sum, label) => sum + label, 0) * weight) / count;
  });
}

function binaryProblem(name: string) {
  return (labels: Float32Array) => (areBinary(labels) ? undefined : `${name} can only be used with binary labels.`);
}

/** The sum over the queries by the sum of their weights, at most 1 (src/metric/rank_metric.cc). */
function queryMean(
  name: string,
  problemOf: (labels: Float32Array) => string | undefined,
  scoreOf: (ranked: Ranked, weight: number) => number,
): Metric {
  return {
    name,
    maximize: true,
    evaluate({ labels, predictions, queryBounds, queryWeights }: Evaluation) {
      const problem = problemOf(labels);
      if (problem !== undefined) throw xgboostError("label", problem);
      const bounds = queryBounds ?? Uint32Array.of(0, labels.length);
      let sum = 0;
      let total = 0;
      for (let query = 0; query + 1 < bounds.length; query++) {
        const begin = bounds[query];
        const order = argsortDescending(predictions.subarray(begin, bounds[query + 1]));
        const ranked = Float32Array.from(order, (place) => labels[begin + place]);
        const weight = queryWeights === undefined ? 1 : queryWeights[query];
        sum += scoreOf(ranked, weight);
        total += weight;
      }
      return Math.min(1, total > 0 ? sum / total : sum);
    },
  };
}
