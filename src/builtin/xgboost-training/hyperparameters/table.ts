import { metricNames } from "../metrics/names.js";
import { evalMetricRange } from "./eval-metric.js";
import { interval, oneOf, type Range } from "./range.js";

/** The kinds of hyperparameters, and what the values of each are once their text has been read. */
interface Values {
  readonly integer: number;
  readonly float: number;
  readonly text: string;
  readonly list: readonly string[];
  readonly tuple: readonly number[];
  readonly nested: readonly (readonly number[])[];
}

/** A kind of value: how its text is read, and how a message shows what is out of range. */
export type Kind = keyof Values;

export type Value = Values[Kind];

export interface Specification<K extends Kind = Kind> {
  readonly kind: K;
  readonly range: Range;
}

const integer = (range: string): Specification<"integer"> => ({ kind: "integer", range: interval(range) });
const float = (range: string): Specification<"float"> => ({ kind: "float", range: interval(range) });
const choice = (...values: readonly string[]): Specification<"text"> => ({ kind: "text", range: oneOf(...values) });

const fraction = float("(0, 1]");
const probability = float("[0, 1]");
const positive = float("[0, +inf)");
const flag = choice("true", "false");
const bit = integer("[0, 1]");

/**
 * The hyperparameters of the XGBoost container
 * (aws/sagemaker-xgboost-container, `algorithm_mode/hyperparameter_validation.py`). `num_round` is the only one that must be given.
 */
export const specifications = {
  num_round: integer("[1, +inf)"),
  csv_weights: bit,
  early_stopping_rounds: integer("[1, +inf)"),
  booster: choice("gbtree", "gblinear", "dart"),
  verbosity: integer("[0, 3]"),
  nthread: integer("[1, +inf)"),
  eta: probability,
  gamma: positive,
  max_depth: integer("[0, +inf)"),
  min_child_weight: positive,
  max_delta_step: positive,
  subsample: fraction,
  colsample_bytree: fraction,
  colsample_bylevel: fraction,
  colsample_bynode: fraction,
  lambda: positive,
  alpha: positive,
  tree_method: choice("auto", "exact", "approx", "hist", "gpu_hist"),
  sketch_eps: float("(0, 1)"),
  scale_pos_weight: float("(0, +inf)"),
  updater: {
    kind: "list",
    range: oneOf(
      "grow_colmaker",
      "distcol",
      "grow_histmaker",
      "grow_skmaker",
      "sync",
      "refresh",
      "prune",
      "grow_colmaker",
      "distcol",
      "grow_histmaker",
      "grow_colmaker",
      "shotgun",
      "coord_descent",
      "refresh",
      "prune",
    ),
  },
  dsplit: choice("row", "col"),
  refresh_leaf: bit,
  process_type: choice("default", "update"),
  grow_policy: choice("depthwise", "lossguide"),
  max_leaves: integer("[0, +inf)"),
  max_bin: integer("[0, +inf)"),
  predictor: choice("auto", "cpu_predictor", "gpu_predictor"),
  monotone_constraints: { kind: "tuple", range: oneOf(-1, 0, 1) },
  interaction_constraints: { kind: "nested", range: interval("[1, +inf)") },
  sample_type: choice("uniform", "weighted"),
  normalize_type: choice("tree", "forest"),
  rate_drop: probability,
  one_drop: bit,
  skip_drop: probability,
  lambda_bias: probability,
  tweedie_variance_power: float("(1, 2)"),
  objective: choice(
    "aft_loss_distribution",
    "binary:logistic",
    "binary:logitraw",
    "binary:hinge",
    "count:poisson",
    "multi:softmax",
    "multi:softprob",
    "rank:pairwise",
    "rank:ndcg",
    "rank:map",
    "reg:linear",
    "reg:squarederror",
    "reg:logistic",
    "reg:gamma",
    "reg:pseudohubererror",
    "reg:squaredlogerror",
    "reg:absoluteerror",
    "reg:tweedie",
    "survival:aft",
    "survival:cox",
  ),
  num_class: integer("[2, +inf)"),
  base_score: positive,
  _kfold: integer("[2, +inf)"),
  _num_cv_round: integer("[1, +inf)"),
  _tuning_objective_metric: choice(...metricNames.map((name) => `validation:${name}`)),
  eval_metric: { kind: "list", range: evalMetricRange },
  seed: integer("(-2147483648, 2147483647)"),
  num_parallel_tree: integer("[1, +inf)"),
  save_model_on_termination: flag,
  aft_loss_distribution: choice("normal", "logistic", "extreme"),
  aft_loss_distribution_scale: positive,
  deterministic_histogram: flag,
  sampling_method: choice("uniform", "gradient_based"),
  prob_buffer_row: integer("(1.0, +inf)"),
  use_dask_gpu_training: flag,
} as const satisfies Readonly<Record<string, Specification>>;

export type HyperparameterName = keyof typeof specifications;

export const required = ["num_round"] as const satisfies readonly HyperparameterName[];

/** What a job's hyperparameters say, read and checked. */
export type Hyperparameters = {
  readonly [Name in HyperparameterName]?: Values[(typeof specifications)[Name]["kind"]];
} & { readonly [Name in (typeof required)[number]]: Values[(typeof specifications)[Name]["kind"]] };

/** Other names of some hyperparameters. */
export const aliases: Readonly<Record<string, string>> = {
  learning_rate: "eta",
  min_split_loss: "gamma",
  reg_lambda: "lambda",
  reg_alpha: "alpha",
};
