/** Explains rows by what each feature contributes to the margin. The last place of a line or matrix is the bias. */
export interface Explainer {
  /** Fills `out`, row by row and group by group, with a contribution per feature and the bias. */
  contribs(rows: Float32Array, rowCount: number, columnCount: number, out: Float32Array, approximate: boolean): void;
  /** Fills `out`, row by row and group by group, with a square matrix over the features and the bias. */
  interactions(rows: Float32Array, rowCount: number, columnCount: number, out: Float32Array): void;
}
