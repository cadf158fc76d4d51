import { shuffle } from "./distributions.js";
import { type Engine, MersenneTwister } from "./mersenne-twister.js";

export interface ColumnFractions {
  readonly byTree: number;
  readonly byLevel: number;
  readonly byNode: number;
}

/** Draws the features that a tree, each of its levels and each of its nodes may split on (src/common/random.h). */
export class ColumnSampler {
  readonly #engine: Engine;
  readonly #fractions: ColumnFractions;
  /** Every feature: what a node may use where nothing is sampled. */
  readonly all: Uint32Array;
  #tree: Uint32Array;
  #levels = new Map<number, Uint32Array>();

  /** Takes one draw of `engine` as its own seed. */
  constructor(engine: Engine, features: number, fractions: ColumnFractions) {
    this.#engine = new MersenneTwister(engine.next());
    this.#fractions = fractions;
    this.all = Uint32Array.from({ length: features }, (_, index) => index);
    // libxgboost initialises its sampler once when the updater is made, and once more for every tree.
    this.#tree = this.#draw(this.all, fractions.byTree);
  }

  /** Begins a new tree. */
  startTree(): void {
    this.#levels.clear();
    this.#tree = this.#draw(this.all, this.#fractions.byTree);
  }

  /** The features of one node, ascending. To be called once per node, in the order of evaluation. */
  featuresAt(depth: number): Uint32Array {
    const { byLevel, byNode } = this.#fractions;
    if (byLevel === 1 && byNode === 1) return this.#tree;
    let level = this.#levels.get(depth);
    if (level === undefined) {
      level = this.#draw(this.#tree, byLevel);
      this.#levels.set(depth, level);
    }
    return this.#draw(level, byNode);
  }

  #draw(features: Uint32Array, fraction: number): Uint32Array {
    if (fraction === 1) return features;
    const count = Math.max(1, Math.trunc(Math.fround(fraction * features.length)));
    const drawn = features.slice();
    shuffle(this.#engine, drawn);
    return drawn.subarray(0, count).sort();
  }
}
