import type { Forest } from "./forest.js";

/**
 * A feature's thresholds, at most 255 of them, ascending: a value's bin is how many of them are not above it. A feature with
 * more has several columns.
 */
export interface BinColumn {
  readonly feature: number;
  readonly thresholds: Float32Array;
  /** Which of the two ways missing values go, any node that compares with this column sends them. */
  left: boolean;
  right: boolean;
}

/** A set of categories that splits of a feature send right: those have the highest bin, all others the lowest. */
export interface SetColumn {
  readonly feature: number;
  readonly categories: Int32Array;
  left: boolean;
  right: boolean;
}

/** The columns, and per node of the forest its column (first those of thresholds) and the threshold's place in it. */
export interface Bins {
  readonly columns: readonly BinColumn[];
  readonly sets: readonly SetColumn[];
  readonly columnOf: Int32Array;
  readonly placeOf: Uint8Array;
}

const perColumn = 255;

/** Bins for all splits of a forest; undefined where a threshold is not finite, which bins cannot tell apart. */
export function createBins(forest: Forest): Bins | undefined {
  const { left, features, values, defaultLeft } = forest;
  const sorted = thresholdsByFeature(forest);
  if (sorted === undefined) return undefined;
  const columns: BinColumn[] = [];
  const firstColumn = new Map<number, number>();
  for (const [feature, thresholds] of sorted) {
    firstColumn.set(feature, columns.length);
    for (let at = 0; at < thresholds.length; at += perColumn) {
      columns.push({ feature, thresholds: thresholds.subarray(at, at + perColumn), left: false, right: false });
    }
  }
  const columnOf = new Int32Array(left.length);
  const placeOf = new Uint8Array(left.length);
  const sets = createSets(forest, columnOf, columns.length);
  for (let node = 0; node < left.length; node++) {
    if (left[node] < 0 || isCategorical(forest, node)) continue;
    const place = placeIn(sorted.get(features[node])!, values[node]);
    const column = firstColumn.get(features[node])! + Math.floor(place / perColumn);
    columnOf[node] = column;
    placeOf[node] = place % perColumn;
    if (defaultLeft[node] === 1) columns[column].left = true;
    else columns[column].right = true;
  }
  return { columns, sets, columnOf, placeOf };
}

/** The different thresholds of each feature, ascending, by ascending feature. */
function thresholdsByFeature(forest: Forest): Map<number, Float32Array> | undefined {
  const { left, features, values } = forest;
  const found = new Map<number, number[]>();
  for (let node = 0; node < left.length; node++) {
    if (left[node] < 0 || isCategorical(forest, node)) continue;
    if (!Number.isFinite(values[node])) return undefined;
    const thresholds = found.get(features[node]);
    // −0 and 0 are the same threshold.
    if (thresholds === undefined) found.set(features[node], [values[node] + 0]);
    else thresholds.push(values[node] + 0);
  }
  const ordered = [...found].sort(([a], [b]) => a - b);
  return new Map(ordered.map(([feature, thresholds]) => [feature, distinct(Float32Array.from(thresholds).sort())]));
}

/** One column per feature and set of categories; says in `columnOf`, counting from `first`, which one a node has. */
function createSets(forest: Forest, columnOf: Int32Array, first: number): SetColumn[] {
  const { left, features, defaultLeft, lists, listBounds } = forest;
  const sets: SetColumn[] = [];
  const known = new Map<string, number>();
  for (let node = 0; node < lists.length; node++) {
    if (left[node] < 0 || !isCategorical(forest, node)) continue;
    const categories = forest.categories.subarray(listBounds[lists[node]], listBounds[lists[node] + 1]);
    const key = `${features[node]}:${categories.join()}`;
    const set = known.get(key) ?? sets.push({ feature: features[node], categories, left: false, right: false }) - 1;
    known.set(key, set);
    columnOf[node] = first + set;
    if (defaultLeft[node] === 1) sets[set].left = true;
    else sets[set].right = true;
  }
  return sets;
}

function isCategorical({ lists }: Forest, node: number): boolean {
  return lists.length > 0 && lists[node] >= 0;
}

function distinct(sorted: Float32Array): Float32Array {
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
}

function placeIn(sorted: Float32Array, wanted: number): number {
  let begin = 0;
  let end = sorted.length;
  while (begin < end) {
    const middle = (begin + end) >>> 1;
    if (sorted[middle] < wanted) begin = middle + 1;
    else end = middle;
  }
  return begin;
}
