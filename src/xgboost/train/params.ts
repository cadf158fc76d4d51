/**
 * Training parameters under XGBoost's own names (https://xgboost.readthedocs.io/en/release_3.0.0/parameter.html). What is
 * left out has XGBoost's default.
 */
export interface TrainParams {
  readonly objective?: string;
  readonly num_class?: number;
  /** The intercept, in user space; estimated from the labels when absent. */
  readonly base_score?: number;
  readonly booster?: "gbtree" | "dart";
  readonly seed?: number;
  readonly seed_per_iteration?: boolean;
  readonly eta?: number;
  readonly gamma?: number;
  readonly max_depth?: number;
  readonly max_leaves?: number;
  readonly grow_policy?: "depthwise" | "lossguide";
  readonly max_bin?: number;
  readonly min_child_weight?: number;
  readonly max_delta_step?: number;
  readonly lambda?: number;
  readonly alpha?: number;
  readonly subsample?: number;
  readonly colsample_bytree?: number;
  readonly colsample_bylevel?: number;
  readonly colsample_bynode?: number;
  readonly num_parallel_tree?: number;
  /** Per feature 1 (never falling), −1 (never rising) or 0; features beyond its end are free. */
  readonly monotone_constraints?: readonly number[];
  /** Sets of features that may be used together on one path. */
  readonly interaction_constraints?: readonly (readonly number[])[];
  readonly max_cat_to_onehot?: number;
  readonly max_cat_threshold?: number;
  readonly scale_pos_weight?: number;
  readonly tweedie_variance_power?: number;
  readonly huber_slope?: number;
  readonly quantile_alpha?: number | readonly number[];
  readonly lambdarank_num_pair_per_sample?: number;
  readonly lambdarank_normalization?: boolean;
  readonly lambdarank_score_normalization?: boolean;
  readonly ndcg_exp_gain?: boolean;
  readonly sample_type?: "uniform" | "weighted";
  readonly normalize_type?: "tree" | "forest";
  readonly rate_drop?: number;
  readonly one_drop?: boolean;
  readonly skip_drop?: number;
  /** One metric or several; the objective's own when absent. */
  readonly eval_metric?: string | readonly string[];
}

/** Parameters with every default filled in, and fractions as the float32 that libxgboost computes with. */
export type ResolvedParams = {
  readonly [Name in keyof TrainParams]-?: Name extends "base_score"
    ? number | undefined
    : Name extends "quantile_alpha" | "eval_metric"
      ? readonly Extract<TrainParams[Name], readonly unknown[]>[number][]
      : NonNullable<TrainParams[Name]>;
};
