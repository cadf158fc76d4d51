import type { Score } from "../train-options.js";

/** When to stop a training that no longer gets better. */
export interface EarlyStoppingOptions {
  /** Rounds without a better score after which training stops. */
  readonly rounds: number;
  /** Name of the data set that is watched; the last one when absent. */
  readonly dataset?: string;
  /** Name of the metric that is watched; the last one when absent. */
  readonly metric?: string;
  /** Whether more is better; as the metric has it when absent. */
  readonly maximize?: boolean;
  /** Whether the model ends with the best round. */
  readonly saveBest?: boolean;
}

/** Watches one score from round to round (`EarlyStopping` of XGBoost's Python package). */
export class EarlyStopping {
  readonly #options: EarlyStoppingOptions;
  best: { readonly round: number; readonly value: number } | undefined;

  constructor(options: EarlyStoppingOptions) {
    this.#options = options;
  }

  /** Takes the scores of a round and answers whether to stop after it. */
  isDone(round: number, scores: readonly Score[]): boolean {
    const { dataset, metric, rounds } = this.#options;
    const score = scores.findLast(
      (score) => (dataset ?? score.dataset) === score.dataset && (metric ?? score.metric) === score.metric,
    );
    if (score === undefined) return false;
    if (this.best === undefined || this.#isBetter(score, this.best.value)) this.best = { round, value: score.value };
    return round - this.best.round >= rounds;
  }

  #isBetter({ value, maximize }: Score, best: number): boolean {
    return (this.#options.maximize ?? maximize) ? value > best : value < best;
  }
}
