import type { FloatSorter } from "./sort.js";
import { Summary } from "./summary.js";

/** How many times more entries than bins a sketch keeps (`kFactor`). */
const precision = 8;

/**
 * An approximate quantile summary of a stream of weighted values, in bounded memory (src/common/quantile.h,
 * `QuantileSketchTemplate`). The cuts that come of it are the thresholds of the trees, so every step is libxgboost's.
 */
export class Sketch {
  readonly #limit: number;
  readonly #count: number;
  readonly #values: Float32Array;
  readonly #weights: Float32Array;
  readonly #sorter: FloatSorter;
  /** Level `l` summarises about 2^l queues. */
  readonly #levels: Summary[] = [];
  readonly #queue: Summary;
  readonly #pruned: Summary;
  #queued = 0;

  /** A sketch of at most `count` values that `bins` bins are to be made of; sketches may share a sorter. */
  constructor(count: number, bins: number, sorter: FloatSorter) {
    const epsilon = 1 / Math.fround(Math.max(1, Math.min(bins, count)) * precision);
    let level = 1;
    let limit = limitAt(level, epsilon, count);
    while (2 ** level * limit < count) limit = limitAt(++level, epsilon, count);
    this.#limit = limit;
    this.#count = count;
    this.#values = new Float32Array(limit * 2);
    this.#weights = new Float32Array(limit * 2);
    this.#sorter = sorter;
    this.#queue = new Summary(limit * 2);
    this.#pruned = new Summary(limit);
  }

  /** Adds a value that weighs more than 0. */
  push(value: number, weight: number): void {
    let at = this.#queued;
    if (at > 0 && this.#values[at - 1] === value) {
      this.#weights[at - 1] += weight;
      return;
    }
    if (at === this.#values.length) {
      this.#takeQueue();
      this.#store();
      at = 0;
    }
    this.#values[at] = value + 0;
    this.#weights[at] = weight;
    this.#queued = at + 1;
  }

  /** The `bins + 1` values or fewer that divide what was pushed evenly, the least and the greatest among them. */
  quantiles(bins: number): Float32Array {
    this.#takeQueue();
    let all = this.#queue;
    if (this.#levels.length > 0) {
      const merged = this.#pruned;
      merged.setPruned(this.#queue, this.#limit);
      for (const level of this.#levels) {
        if (level.size === 0) continue;
        this.#queue.setCombined(merged, level);
        merged.setPruned(this.#queue, this.#limit);
      }
      all = merged;
    }
    const limits = [this.#limit, Math.min(this.#count, bins * precision), Math.min(this.#count, bins) + 1];
    for (const limit of limits) {
      const smaller = new Summary(Math.min(limit, all.size));
      smaller.setPruned(all, limit);
      all = smaller;
    }
    return all.value.subarray(0, all.size);
  }

  /** Moves the queue into its summary. */
  #takeQueue(): void {
    this.#sorter.sort(this.#values, this.#weights, this.#queued);
    this.#queue.setSorted(this.#values, this.#weights, this.#queued);
    this.#queued = 0;
  }

  /** Hands the queue's summary to the lowest level that is free, merging with those that are not. */
  #store(): void {
    for (let l = 0; ; l++) {
      if (l === this.#levels.length) this.#levels.push(new Summary(this.#limit));
      const level = this.#levels[l];
      if (level.size === 0) {
        level.setPruned(this.#queue, this.#limit);
        return;
      }
      this.#pruned.setPruned(this.#queue, this.#limit);
      this.#queue.setCombined(this.#pruned, level);
      if (this.#queue.size <= this.#limit) {
        level.copy(this.#queue);
        return;
      }
      level.size = 0;
    }
  }
}

function limitAt(level: number, epsilon: number, count: number): number {
  return Math.min(count, Math.ceil(level / epsilon) + 1);
}
