import type { Tree, TreeBooster } from "../model.js";
import { Dropout } from "./dropout.js";
import type { ResolvedParams } from "./params.js";
import { ColumnSampler } from "./random/column-sampler.js";
import { MersenneTwister } from "./random/mersenne-twister.js";
import { sampleRows } from "./random/row-sampler.js";
import type { Leaf } from "./threads/steps.js";
import type { Team } from "./threads/team.js";
import { addTree } from "./trees/add-tree.js";
import type { TreeBuilder } from "./trees/builder.js";
import { TreeGrower } from "./trees/grower.js";

const { fround } = Math;

/** How many leaves' quantiles are asked for at once. */
const leavesPerStep = 4096;
/** `kRandSeedMagic` of libxgboost. */
const seedsPerRound = 127;

/** A tree, and which output it adds to. */
export interface GrownTree {
  readonly tree: Tree;
  readonly output: number;
}

/** Adds trees round by round (src/gbm/gbtree.cc). */
export class Boosting {
  readonly grown: GrownTree[] = [];
  readonly iterationIndptr: number[] = [0];
  /** In `dart` only. */
  readonly dropout: Dropout | undefined;
  readonly #team: Team;
  readonly #params: ResolvedParams;
  /** What each row's margins begin with. */
  readonly #startMargins: Float32Array;
  #engine: MersenneTwister;
  #grower: TreeGrower | undefined;

  /** Boosts on from the margins in the memory, on top of the trees of a booster that was trained before. */
  constructor(team: Team, params: ResolvedParams, before: TreeBooster | undefined) {
    this.#team = team;
    this.#params = params;
    this.#engine = new MersenneTwister(params.seed);
    this.#startMargins = team.first.workspace.margins.slice();
    for (const [index, tree] of before?.trees.entries() ?? [])
      this.grown.push({ tree, output: before!.treeGroups[index] });
    if (before !== undefined) this.iterationIndptr = [...before.iterationIndptr];
    if (params.booster === "dart") this.dropout = new Dropout(params, before?.treeWeights ?? this.grown.map(() => 1));
    this.#predict(new Set());
  }

  /** Grows the trees of round `round` and adds them to the margins. */
  advance(round: number): readonly GrownTree[] {
    const { seed, seed_per_iteration: reseed, num_parallel_tree: parallel } = this.#params;
    if (reseed) this.#engine = new MersenneTwister(seed * seedsPerRound + round);
    if (this.dropout !== undefined) this.#predict(this.dropout.drop(this.#engine));
    this.#team.run("computeGradients", { round });
    const { gradients } = this.#team.first.workspace;
    const first = this.grown.length;
    for (const [output, pairs] of gradients.entries()) {
      const all = parallel > 1 ? pairs.slice() : pairs;
      for (let i = 0; i < parallel; i++) {
        if (parallel > 1) pairs.set(all);
        this.grown.push({ tree: this.#growTree(output), output });
      }
    }
    this.iterationIndptr.push(this.grown.length);
    if (this.dropout !== undefined) {
      this.dropout.commit(this.grown.length - first);
      this.#predict(new Set());
    }
    return this.grown.slice(first);
  }

  #growTree(output: number): Tree {
    const params = this.#params;
    const { workspace } = this.#team.first;
    // Made with the first tree: it takes its seed from the engine after what dropout has drawn.
    this.#grower ??= new TreeGrower(
      this.#team,
      params,
      new ColumnSampler(this.#engine, workspace.plan.columns, {
        byTree: params.colsample_bytree,
        byLevel: params.colsample_bylevel,
        byNode: params.colsample_bynode,
      }),
    );
    if (params.subsample < 1) sampleRows(this.#engine, params.subsample, workspace.gradients[output]);
    const tree = this.#grower.grow(output);
    const alpha = this.#team.first.loss.leafAlphas?.[output];
    if (alpha !== undefined) this.#adaptLeaves(tree, output, alpha);
    const leaves = tree.leaves().map((node): Leaf => [node, tree.valueOf(node)]);
    this.#team.run("settle", { output, leaves });
    return tree.build();
  }

  /** Sets the leaves to quantiles of the residuals. */
  #adaptLeaves(tree: TreeBuilder, output: number, alpha: number): void {
    const all = tree.leaves();
    for (let from = 0; from < all.length; from += leavesPerStep) {
      const leaves = all.slice(from, from + leavesPerStep);
      for (const values of this.#team.run("leafQuantiles", { leaves, output, alpha }))
        for (const [node, value] of values) tree.setValue(node, fround(value * this.#params.eta));
    }
  }

  /** Computes the margins anew, without some of the trees. */
  #predict(dropped: ReadonlySet<number>): void {
    const { features, workspace } = this.#team.first;
    workspace.margins.set(this.#startMargins);
    for (const [index, { tree, output }] of this.grown.entries()) {
      if (dropped.has(index)) continue;
      addTree(tree, this.dropout?.weights[index] ?? 1, features, workspace.margins, output, workspace.plan.outputs);
    }
  }
}
