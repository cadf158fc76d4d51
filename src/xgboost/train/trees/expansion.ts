import type { ResolvedParams } from "../params.js";
import type { NodeSums, Split } from "../splits/split.js";

/** Less than this is no gain (`kRtEps`). */
const leastLossChange = Math.fround(1e-6);

/** At most how many nodes are split in one step (src/tree/driver.h). */
const maxBatch = 256;

/** A leaf that may still be split, with its best split. */
export interface OpenNode extends NodeSums {
  readonly node: number;
  readonly depth: number;
  /** Address of its histogram. */
  readonly slot: number;
  readonly split: Split;
}

/** Decides which nodes of a tree are split, and in which order (src/tree/driver.h). */
export class Expansion {
  readonly #params: ResolvedParams;
  #open: OpenNode[] = [];
  #leaves = 1;

  constructor(params: ResolvedParams) {
    this.#params = params;
  }

  /** Adds a node if its best split is worth anything. */
  add(node: OpenNode): void {
    if (node.split.lossChange > leastLossChange) this.#open.push(node);
  }

  /** The nodes to split next: a level at a time, or the one that gains most. None: the tree is done. */
  next(): OpenNode[] {
    return this.#params.grow_policy === "lossguide" ? this.#nextByLoss() : this.#nextLevel();
  }

  /** Whether the children of a node that was just split may be split in turn. */
  mayGrowBelow({ depth }: OpenNode): boolean {
    const { max_depth: maxDepth, max_leaves: maxLeaves } = this.#params;
    return !(maxDepth > 0 && depth + 1 >= maxDepth) && !(maxLeaves > 0 && this.#leaves >= maxLeaves);
  }

  #nextLevel(): OpenNode[] {
    const level = this.#open[0]?.depth;
    const taken: OpenNode[] = [];
    let seen = 0;
    while (seen < this.#open.length && this.#open[seen].depth === level && taken.length < maxBatch)
      if (this.#admit(this.#open[seen++])) taken.push(this.#open[seen - 1]);
    this.#open = this.#open.slice(seen);
    // A level whose every node is refused ends the tree, as it does in libxgboost.
    return taken;
  }

  #nextByLoss(): OpenNode[] {
    if (this.#open.length === 0) return [];
    let best = 0;
    for (let i = 1; i < this.#open.length; i++)
      if (this.#open[i].split.lossChange > this.#open[best].split.lossChange) best = i;
    const [node] = this.#open.splice(best, 1);
    return this.#admit(node) ? [node] : [];
  }

  #admit({ split, depth }: OpenNode): boolean {
    const { gamma, max_depth: maxDepth, max_leaves: maxLeaves } = this.#params;
    if (split.leftH === 0 || split.rightH === 0 || split.lossChange < gamma) return false;
    if ((maxDepth > 0 && depth === maxDepth) || (maxLeaves > 0 && this.#leaves === maxLeaves)) return false;
    this.#leaves++;
    return true;
  }
}
