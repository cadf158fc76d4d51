/** What a metric is computed from: labels, and what the model says of them so far. */
export interface Evaluation {
  readonly labels: Float32Array;
  /** Per row. */
  readonly weights: Float32Array | undefined;
  /** Ranking only: query q has the rows `[queryBounds[q], queryBounds[q + 1])`. */
  readonly queryBounds: Uint32Array | undefined;
  readonly queryWeights: Float32Array | undefined;
  /** Values per row in `predictions` and in `margins`. */
  readonly outputs: number;
  /** Margins after the objective's transformation; probabilities for `multi:softmax` too. */
  readonly predictions: Float32Array;
  readonly margins: Float32Array;
}

/** A measure of how good a model is. */
export interface Metric {
  /** As log lines print it, with its parameter: `error@0.7`. */
  readonly name: string;
  /** Whether more is better. */
  readonly maximize: boolean;
  evaluate(evaluation: Evaluation): number;
}
