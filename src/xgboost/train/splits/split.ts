/** A split of a node into two. */
export interface Split {
  /** What it takes from the loss, beyond the node as a leaf. */
  readonly lossChange: number;
  readonly feature: number;
  /**
   * Rows whose bin is at most this go left; −1 where only missing values do. In a categorical split: the category that goes
   * right, or how many of the first in the order by weight.
   */
  readonly bin: number;
  readonly defaultLeft: boolean;
  readonly leftG: number;
  readonly leftH: number;
  readonly rightG: number;
  readonly rightH: number;
}

/** The best split found so far. */
export type BestSplit = { -readonly [Field in keyof Split]: Split[Field] };

/** A split that any other takes the place of. */
export function noSplit(): BestSplit {
  return { lossChange: 0, feature: 0, bin: 0, defaultLeft: false, leftG: 0, leftH: 0, rightG: 0, rightH: 0 };
}

/**
 * Whether a split of `feature` that changes the loss by so much takes the place of `best`. Of equal splits the one of the
 * lower feature wins, so that the order of looking does not matter (src/tree/param.h, `NeedReplace`).
 */
export function isBetter(lossChange: number, feature: number, best: Split): boolean {
  if (lossChange === Infinity || lossChange === -Infinity) return false;
  return best.feature <= feature ? lossChange > best.lossChange : lossChange >= best.lossChange;
}

export function replace(
  best: BestSplit,
  lossChange: number,
  feature: number,
  bin: number,
  defaultLeft: boolean,
  leftG: number,
  leftH: number,
  rightG: number,
  rightH: number,
): void {
  best.lossChange = lossChange;
  best.feature = feature;
  best.bin = bin;
  best.defaultLeft = defaultLeft;
  best.leftG = leftG;
  best.leftH = leftH;
  best.rightG = rightG;
  best.rightH = rightH;
}

/** What the search for a node's split has to know. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  /** Its gain as a leaf. */
  readonly gain: number;
  /** What monotone constraints leave to the weights of its children. */
  readonly lower: number;
  readonly upper: number;
}
