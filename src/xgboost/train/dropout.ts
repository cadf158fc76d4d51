import type { ResolvedParams } from "./params.js";
import { discrete, uniformInteger, uniformReal } from "./random/distributions.js";
import type { Engine } from "./random/mersenne-twister.js";

const { fround } = Math;

/** Which trees a round of `dart` leaves out, and what all trees weigh after it (src/gbm/gbtree.cc, `Dart`). */
export class Dropout {
  /** Per tree, the factor of what it predicts. */
  readonly weights: number[];
  readonly #params: ResolvedParams;
  #dropped: number[] = [];

  constructor(params: ResolvedParams, weights: Iterable<number>) {
    this.#params = params;
    this.weights = [...weights];
  }

  /** Draws the trees to leave out of the next round. */
  drop(engine: Engine): ReadonlySet<number> {
    const { skip_drop: skip, one_drop: atLeastOne } = this.#params;
    this.#dropped = [];
    if (skip > 0 && uniformReal(engine) < skip) return new Set();
    const weighted = this.#params.sample_type === "weighted";
    const chances = weighted ? this.#weightedChances() : this.weights.map(() => this.#params.rate_drop);
    for (const [tree, chance] of chances.entries()) if (uniformReal(engine) < chance) this.#dropped.push(tree);
    if (atLeastOne && this.#dropped.length === 0 && this.weights.length > 0)
      this.#dropped.push(weighted ? discrete(engine, this.weights) : uniformInteger(engine, this.weights.length));
    return new Set(this.#dropped);
  }

  /** Weighs the round's new trees, and those that they were grown without. */
  commit(newTrees: number): void {
    const eta = fround(this.#params.eta / newTrees);
    const count = this.#dropped.length;
    const forest = this.#params.normalize_type === "forest";
    const oldFactor = fround(forest ? 1 / (1 + eta) : count / fround(count + eta));
    const newWeight = count === 0 ? 1 : fround(forest ? 1 / (1 + eta) : 1 / fround(count + eta));
    for (const tree of this.#dropped) this.weights[tree] = fround(this.weights[tree] * oldFactor);
    for (let i = 0; i < newTrees; i++) this.weights.push(newWeight);
    this.#dropped = [];
  }

  #weightedChances(): number[] {
    const total = this.weights.reduce((sum, weight) => fround(sum + weight), 0);
    const perWeight = fround(fround(this.#params.rate_drop * this.weights.length));
    return this.weights.map((weight) => fround(fround(perWeight * weight) / total));
  }
}
