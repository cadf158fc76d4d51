import { HistogramSlots } from "../bins/histogram-slots.js";
import type { ResolvedParams } from "../params.js";
import type { ColumnSampler } from "../random/column-sampler.js";
import { categoriesOf } from "../splits/categorical.js";
import { type Bounds, type Scorer, unbounded } from "../splits/scorer.js";
import { isBetter, type Split } from "../splits/split.js";
import type { Member } from "../threads/member.js";
import type { Build, Candidate, Division } from "../threads/steps.js";
import type { Team } from "../threads/team.js";
import { TreeBuilder } from "./builder.js";
import { Expansion, type OpenNode } from "./expansion.js";
import { Interactions } from "./interactions.js";

const { fround } = Math;

/** How many numbers of a candidate's set of features are sent at once. */
const maxFeatureNumbers = 1 << 20;

type NewNode = Omit<OpenNode, "split">;

/** Grows trees from the gradients in the shared memory (src/tree/updater_quantile_hist.cc). */
export class TreeGrower {
  readonly #team: Team;
  readonly #member: Member;
  readonly #params: ResolvedParams;
  readonly #scorer: Scorer;
  readonly #columns: ColumnSampler;
  readonly #slots: HistogramSlots;
  readonly #interactions: Interactions;
  readonly #isDense: boolean;
  /** Learning rate of each tree: that of the round, shared between the trees of a forest. */
  readonly #eta: number;
  #bounds = new Map<number, Bounds>();

  constructor(team: Team, params: ResolvedParams, columns: ColumnSampler) {
    const { plan, arena } = team.first.workspace;
    this.#team = team;
    this.#member = team.first;
    this.#params = params;
    this.#scorer = team.first.scorer;
    this.#columns = columns;
    this.#slots = new HistogramSlots(arena, team.first.bins.histogramBytes);
    this.#interactions = new Interactions(params.interaction_constraints);
    this.#isDense = plan.present.every((count) => count === plan.rows);
    this.#eta = fround(params.eta / params.num_parallel_tree);
  }

  /** Grows a tree for one output. Which rows are in which leaf stays in the memory until the next one. */
  grow(output: number): TreeBuilder {
    this.#columns.startTree();
    this.#interactions.startTree();
    this.#slots.releaseAll();
    this.#bounds = new Map([[0, unbounded]]);
    this.#team.run("startTree", null);

    const root = this.#measureRoot(output);
    const weight = this.#scorer.weight(root.gradient, root.hessian, unbounded);
    const tree = new TreeBuilder(weight, root.hessian, fround(this.#eta * weight));
    const expansion = new Expansion(this.#params);
    for (const node of this.#findSplits([root])) expansion.add(node);
    for (let batch = expansion.next(); batch.length > 0; batch = expansion.next()) {
      const divisions: Division[] = [];
      const builds: Build[] = [];
      const children: NewNode[] = [];
      for (const parent of batch) {
        const division = this.#split(tree, parent);
        divisions.push(division);
        if (expansion.mayGrowBelow(parent)) children.push(...this.#openChildren(parent, division.left, builds));
        else this.#slots.release(parent.slot);
      }
      this.#team.run("divide", { divisions });
      if (children.length === 0) continue;
      this.#team.run("build", { output, builds });
      for (const node of this.#findSplits(children)) expansion.add(node);
    }
    return tree;
  }

  #measureRoot(output: number): NewNode {
    const slot = this.#slots.take();
    this.#team.run("build", { output, builds: [{ node: 0, slot }] });
    const { gradient, hessian } = this.#isDense ? this.#sumBins(slot) : this.#sumRows(output);
    const gain = this.#scorer.gain(gradient, hessian, unbounded);
    return { node: 0, depth: 0, slot, gradient, hessian, gain, ...unbounded };
  }

  /** Without missing values the sums over one feature's bins are those of the node, rounded as its splits' are. */
  #sumBins(slot: number): { gradient: number; hessian: number } {
    const histogram = this.#member.doubles();
    let gradient = 0;
    let hessian = 0;
    for (let bin = 0; bin < this.#member.workspace.cutCounts[0]; bin++) {
      gradient += histogram[slot / 8 + 2 * bin];
      hessian += histogram[slot / 8 + 2 * bin + 1];
    }
    return { gradient, hessian };
  }

  #sumRows(output: number): { gradient: number; hessian: number } {
    const pairs = this.#member.workspace.gradients[output];
    let gradient = 0;
    let hessian = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      gradient += pairs[at];
      hessian += pairs[at + 1];
    }
    return { gradient, hessian };
  }

  /** Applies a node's split to the tree. */
  #split(tree: TreeBuilder, parent: OpenNode): Division {
    const { split, node } = parent;
    const { workspace, bins, categoryLimits } = this.#member;
    const { feature, bin, defaultLeft, lossChange } = split;
    const bounds = this.#bounds.get(node)!;
    const leftWeight = this.#scorer.weight(split.leftG, split.leftH, bounds);
    const rightWeight = this.#scorer.weight(split.rightG, split.rightH, bounds);
    const hessian = split.leftH + split.rightH;
    const first = parent.slot / 8 + 2 * bins.starts[feature];
    const sums = () => this.#member.doubles().subarray(first, first + 2 * workspace.cutCounts[feature]);
    const categories = workspace.plan.categorical[feature]
      ? categoriesOf(sums(), bin, this.#scorer, categoryLimits)
      : undefined;
    const left = tree.split(node, {
      feature,
      threshold: bin < 0 ? workspace.minimums[feature] : workspace.cuts[workspace.cutStarts[feature] + bin],
      defaultLeft,
      lossChange,
      categories,
      weight: this.#scorer.weight(split.leftG + split.rightG, hessian, bounds),
      hessian,
      leftValue: fround(leftWeight * this.#eta),
      leftHessian: split.leftH,
      rightValue: fround(rightWeight * this.#eta),
      rightHessian: split.rightH,
    });
    this.#interactions.split(node, feature, left, left + 1);
    this.#boundChildren(bounds, this.#params.monotone_constraints[feature] ?? 0, left, leftWeight, rightWeight);
    return { node, left, feature, bin, defaultLeft, ...(categories === undefined ? {} : { categories }) };
  }

  /** What a monotone split leaves to the weights below it: the side of the middle between its own two. */
  #boundChildren(bounds: Bounds, constraint: number, left: number, leftWeight: number, rightWeight: number): void {
    const middle = fround(fround(leftWeight + rightWeight) / 2);
    const below = { lower: bounds.lower, upper: middle };
    const above = { lower: middle, upper: bounds.upper };
    this.#bounds.set(left, constraint === 0 ? bounds : constraint > 0 ? below : above);
    this.#bounds.set(left + 1, constraint === 0 ? bounds : constraint > 0 ? above : below);
  }

  /** Plans the children's histograms: that of the lighter one is built, that of the other is what it leaves of the parent's. */
  #openChildren({ node, depth, slot, split }: OpenNode, left: number, builds: Build[]): NewNode[] {
    const buildsRight = split.rightH < split.leftH;
    const built = this.#slots.take();
    builds.push({ node: buildsRight ? left + 1 : left, slot: built, parentSlot: slot });
    const parentBounds = this.#bounds.get(node)!;
    const child = (id: number, gradient: number, hessian: number, isBuilt: boolean): NewNode => ({
      node: id,
      depth: depth + 1,
      slot: isBuilt ? built : slot,
      gradient,
      hessian,
      // libxgboost takes the parent's bounds here.
      gain: this.#scorer.gain(gradient, hessian, parentBounds),
      ...this.#bounds.get(id)!,
    });
    return [
      child(left, split.leftG, split.leftH, !buildsRight),
      child(left + 1, split.rightG, split.rightH, buildsRight),
    ];
  }

  /** Finds the best split of each node; members look for it among their features. */
  #findSplits(nodes: readonly NewNode[]): OpenNode[] {
    const featureSets: (readonly number[])[] = [];
    const { columns } = this.#member.workspace.plan;
    const found: OpenNode[] = [];
    const perStep = Math.max(1, Math.floor(maxFeatureNumbers / columns));
    for (let from = 0; from < nodes.length; from += perStep) {
      const part = nodes.slice(from, from + perStep);
      featureSets.length = 0;
      const candidates = part.map((node): Candidate => {
        const { slot, gradient, hessian, gain, lower, upper } = node;
        const featureSet = this.#featureSetOf(node, featureSets);
        return { slot, gradient, hessian, gain, lower, upper, ...(featureSet === undefined ? {} : { featureSet }) };
      });
      const results = this.#team.run("search", { candidates, featureSets });
      for (const [i, node] of part.entries()) found.push({ ...node, split: best(results.map((splits) => splits[i])) });
    }
    return found;
  }

  #featureSetOf({ node, depth }: NewNode, featureSets: (readonly number[])[]): number | undefined {
    const sampled = this.#columns.featuresAt(depth);
    if (sampled === this.#columns.all && !this.#interactions.areGiven) return undefined;
    const features = this.#interactions.areGiven ? this.#interactions.allowed(node, sampled) : [...sampled];
    return featureSets.push(features) - 1;
  }
}

function best(splits: readonly Split[]): Split {
  return splits.reduce((first, other) => (isBetter(other.lossChange, other.feature, first) ? other : first));
}
