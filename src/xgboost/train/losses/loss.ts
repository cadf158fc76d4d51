/** What a loss computes gradients from and into. */
export interface GradientTask {
  readonly labels: Float32Array;
  readonly weights: Float32Array | undefined;
  /** Ranking only: query q has the rows `[queryBounds[q], queryBounds[q + 1])`; all rows are one query when absent. */
  readonly queryBounds: Uint32Array | undefined;
  readonly queryWeights: Float32Array | undefined;
  /** `outputs` per row. */
  readonly margins: Float32Array;
  /** Per output, pairs of gradient and hessian of each row. */
  readonly gradients: readonly Float32Array[];
}

/** Where boosting starts when the user gives no `base_score` (src/objective/init_estimation.cc and the objectives). */
export type InterceptRule =
  /** The mean label. */
  | { readonly kind: "mean" }
  /** One Newton step from margin 0. */
  | { readonly kind: "newton" }
  | { readonly kind: "median" }
  /** These quantiles of the labels: their mean before 3.1, then one per output. */
  | { readonly kind: "quantiles"; readonly alphas: readonly number[] }
  /** The classes' frequencies as margins; 0.5 before 3.1. */
  | { readonly kind: "frequencies" };

/** What is minimised: the training side of an objective. Its `Link` is the side of prediction. */
export interface Loss {
  /** Margins per row. */
  readonly outputs: number;
  readonly intercept: InterceptRule;
  /** Says in libxgboost's words what is wrong with the labels, if anything is. */
  readonly labelProblem: (labels: Float32Array) => string | undefined;
  /** The metric that is reported when none is asked for. */
  readonly defaultMetric: string;
  /** The objective's parameter blocks in a model file. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Gradients and hessians of the rows `[begin, end)`, in float32 as libxgboost computes them; of the queries that begin there
   * where rows depend on the others of their query.
   */
  readonly computeGradients: (task: GradientTask, begin: number, end: number) => void;
  /** Per output, the quantile of the residuals that a leaf's value becomes once the tree is grown. */
  readonly leafAlphas?: readonly number[];
}

/** Writes a row's gradient and hessian to `out[at]` and `out[at + 1]`. */
type PairWriter = (margin: number, label: number, weight: number, out: Float32Array, at: number) => void;

/** Gradients of a loss with one output whose rows do not depend on each other. */
export function rowwise(writePair: PairWriter): Loss["computeGradients"] {
  return ({ labels, weights, margins, gradients: [out] }, begin, end) => {
    if (weights === undefined)
      for (let row = begin; row < end; row++) writePair(margins[row], labels[row], 1, out, 2 * row);
    else for (let row = begin; row < end; row++) writePair(margins[row], labels[row], weights[row], out, 2 * row);
  };
}

/** For losses that take any label. */
export const anyLabel = () => undefined;

/** A check that every label satisfies `valid`, with libxgboost's message. */
export function everyLabel(valid: (label: number) => boolean, message: string): Loss["labelProblem"] {
  return (labels) => (labels.every(valid) ? undefined : message);
}
