/**
 * SHAP values by quadrature, as libxgboost computes them from 3.3 on (`src/predictor/interpretability/shap.cc`). What a path of
 * features does to a leaf is a polynomial, known at eight points; walking back up from the leaves, every edge takes its
 * feature's part of the integral. Every step is rounded to float32.
 */
import type { Forest } from "../predict/forest.js";
import { childOf } from "../predict/walk.js";
import { points, rule } from "./quadrature-rule.js";

/** The walk through one tree for one row. */
export interface Walk {
  readonly forest: Forest;
  /** The output group: which trees count, or which entry of vector leaves. */
  target: number;
  rows: Float32Array;
  at: number;
  columnCount: number;
  /** Per feature, one over the product of the shares of training rows along the path, 0 where the row leaves the path, or `unseen`. */
  readonly odds: Float32Array;
  /** The path's polynomial, per level. */
  readonly polynomials: Float32Array;
  /** What comes back from the left branch, and in the second half from the right one, per level. */
  readonly returns: Float32Array;
  /** The features on the path and their odds there, per level. */
  readonly pathFeatures: Int32Array;
  readonly pathOdds: Float32Array;
  /** Called on the way back from each edge, with which the path ends at `level`. */
  readonly onReturn: OnReturn;
}

type OnReturn = (level: number, feature: number, returnAt: number, enter: number, exit: number) => void;

const { fround } = Math;
const unseen = -999;
const smallestShare = fround(1e-12);

/** What one walk after the other uses: `depth` is that of the deepest tree. */
export function createWalk(forest: Forest, depth: number, numFeature: number, onReturn: OnReturn): Walk {
  return {
    forest,
    target: 0,
    rows: new Float32Array(0),
    at: 0,
    columnCount: 0,
    odds: new Float32Array(numFeature).fill(unseen),
    polynomials: new Float32Array((depth + 1) * points),
    returns: new Float32Array((depth + 1) * points * 2),
    pathFeatures: new Int32Array(depth + 1),
    pathOdds: new Float32Array(depth + 1),
    onReturn,
  };
}

/** Sets the walk to a row and to one output group. */
export function startRow(walk: Walk, rows: Float32Array, at: number, columnCount: number, group: number): void {
  walk.rows = rows;
  walk.at = at;
  walk.columnCount = columnCount;
  walk.target = group;
}

/** Walks through a tree; says whether it adds to the walk's output group at all. */
export function walkTree(walk: Walk, tree: number): boolean {
  const { forest } = walk;
  if (forest.vectors.length === 0 && forest.groups[tree] !== walk.target) return false;
  if (forest.left[forest.roots[tree]] < 0) return true;
  walk.polynomials.fill(1, 0, points);
  descend(walk, forest.roots[tree], 0, 1, 0);
  return true;
}

function descend(walk: Walk, node: number, level: number, weight: number, returnAt: number): void {
  const { forest, polynomials, returns } = walk;
  if (forest.left[node] < 0) {
    const scale = fround(weight * leafValue(walk, node));
    for (let i = 0; i < points; i++) {
      returns[returnAt + i] = fround(polynomials[level * points + i] * scale) * rule.weights[i];
    }
    return;
  }
  const feature = forest.features[node];
  const value = feature < walk.columnCount ? walk.rows[walk.at + feature] : Number.NaN;
  const left = forest.left[node];
  const goesLeft = childOf(forest, node, value) === left;
  const rightAt = returns.length / 2 + level * points;
  visit(walk, node, left, goesLeft, level, weight, returnAt);
  visit(walk, node, forest.right[node], !goesLeft, level, weight, rightAt);
  for (let i = 0; i < points; i++) returns[returnAt + i] += returns[rightAt + i];
}

function visit(
  walk: Walk,
  node: number,
  child: number,
  goesOn: boolean,
  level: number,
  weight: number,
  returnAt: number,
): void {
  const { forest, odds, polynomials } = walk;
  const feature = forest.features[node];
  const share = shareOf(forest.cover[child], forest.cover[node]);
  const before = odds[feature] === unseen ? 1 : odds[feature];
  const isNew = odds[feature] === unseen;
  const enter = goesOn ? fround(before / share) : 0;
  const from = level * points;
  const to = from + points;
  const added = fround(enter - 1);
  const removed = fround(before - 1);
  for (let i = 0; i < points; i++) {
    const product = fround(polynomials[from + i] * fround(1 + fround(added * rule.nodes[i])));
    polynomials[to + i] = removed === 0 ? product : product / fround(1 + fround(removed * rule.nodes[i]));
  }
  odds[feature] = enter;
  walk.pathFeatures[level] = feature;
  walk.pathOdds[level] = enter;
  descend(walk, child, level + 1, fround(weight * share), returnAt);
  walk.onReturn(level, feature, returnAt, enter, before);
  odds[feature] = isNew ? unseen : before;
}

function shareOf(cover: number, parentCover: number): number {
  if (parentCover <= 0) return 0.5;
  return Math.max(fround(cover / parentCover), smallestShare);
}

function leafValue({ forest, target }: Walk, node: number): number {
  return forest.vectors.length === 0 ? forest.values[node] : forest.vectors[forest.vectorStarts[node] + target];
}

/** What an edge adds to its feature's value: the integral with the odds it enters with, less that with the ones it leaves. */
export function edgeValue({ returns }: Walk, returnAt: number, enter: number, exit: number): number {
  let sum = 0;
  const entering = fround(enter - 1);
  const leaving = fround(exit - 1);
  for (let i = 0; entering !== 0 && i < points; i++) {
    sum = fround(sum + fround(fround(entering * returns[returnAt + i]) / fround(1 + fround(entering * rule.nodes[i]))));
  }
  for (let i = 0; leaving !== 0 && i < points; i++) {
    sum = fround(sum - fround(fround(leaving * returns[returnAt + i]) / fround(1 + fround(leaving * rule.nodes[i]))));
  }
  return sum;
}

/** What an edge adds to the interaction of its feature with another one on the path. */
export function pairValue({ returns }: Walk, returnAt: number, enter: number, exit: number, partner: number): number {
  const other = fround(partner - 1);
  if (other === 0) return 0;
  const entering = fround(enter - 1);
  const leaving = fround(exit - 1);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const node = rule.nodes[i];
    const into = fround(entering / fround(1 + fround(entering * node)));
    const difference = leaving === 0 ? into : fround(into - fround(leaving / fround(1 + fround(leaving * node))));
    const weighted = fround(fround(other * returns[returnAt + i]) * difference);
    sum = fround(sum + fround(weighted / fround(1 + fround(other * node))));
  }
  return sum;
}

/** Whether a feature on the path comes again nearer to the path's end, at `level`: only its last place counts. */
export function isShadowed({ pathFeatures }: Walk, place: number, level: number): boolean {
  for (let i = place + 1; i <= level; i++) if (pathFeatures[i] === pathFeatures[place]) return true;
  return false;
}
