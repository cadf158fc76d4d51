/** How an objective ties margins (sums of leaves) to what users see. All arithmetic is float32, as libxgboost's is. */
export interface Link {
  /** The margins of base scores, of which there is one, or one per group. */
  toMargins(scores: Float32Array): Float32Array;
  /** Outputs per row for a number of margins per row. */
  outputs(groups: number): number;
  /**
   * Turns the margins of `rows` rows, `groups` per row from `margins[from]`, into outputs from `out[to]`. The two may be the
   * same array and place.
   */
  apply(margins: Float32Array, from: number, out: Float32Array, to: number, rows: number, groups: number): void;
}

/** A link that treats every margin alike and by itself. */
export function elementwise(toMargin: (score: number) => number, toOutput: (margin: number) => number): Link {
  return {
    toMargins: (scores) => scores.map(toMargin),
    outputs: (groups) => groups,
    apply(margins, from, out, to, rows, groups) {
      for (let i = 0; i < rows * groups; i++) out[to + i] = toOutput(margins[from + i]);
    },
  };
}
