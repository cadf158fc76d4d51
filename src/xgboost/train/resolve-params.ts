import { xgboostError } from "../errors.js";
import type { ResolvedParams, TrainParams } from "./params.js";

/** Number parameters: default, least and greatest value; a float is rounded to float32 as libxgboost stores it. */
const numbers = {
  num_class: [0, 0],
  seed: [0, -(2 ** 31), 2 ** 32 - 1],
  eta: [0.3, 0, Infinity, "float"],
  gamma: [0, 0, Infinity, "float"],
  max_depth: [6, 0],
  max_leaves: [0, 0],
  max_bin: [256, 2],
  min_child_weight: [1, 0, Infinity, "float"],
  max_delta_step: [0, 0, Infinity, "float"],
  lambda: [1, 0, Infinity, "float"],
  alpha: [0, 0, Infinity, "float"],
  subsample: [1, 0, 1, "float"],
  colsample_bytree: [1, 0, 1, "float"],
  colsample_bylevel: [1, 0, 1, "float"],
  colsample_bynode: [1, 0, 1, "float"],
  num_parallel_tree: [1, 1],
  max_cat_to_onehot: [4, 1],
  max_cat_threshold: [64, 1],
  scale_pos_weight: [1, 0, Infinity, "float"],
  tweedie_variance_power: [1.5, 1, 2, "float"],
  huber_slope: [1, -Infinity, Infinity, "float"],
  lambdarank_num_pair_per_sample: [32, 1],
  rate_drop: [0, 0, 1, "float"],
  skip_drop: [0, 0, 1, "float"],
} as const satisfies Partial<Record<keyof TrainParams, readonly [number, number, number?, "float"?]>>;

const poissonMaxDeltaStep = 0.7;

/** Fills in defaults. Throws `XgboostError` `parameter` for a value outside its range. */
export function resolveParams(params: TrainParams): ResolvedParams {
  // libxgboost's old name for it is gone from its models.
  const objective = (params.objective ?? "reg:squarederror").replace("reg:linear", "reg:squarederror");
  const alphas = params.quantile_alpha ?? 0.5;
  // libxgboost gives Poisson regression's default to the trees as well.
  const defaults = objective === "count:poisson" ? { max_delta_step: poissonMaxDeltaStep } : {};
  const resolved = {
    ...resolveNumbers({ ...defaults, ...params }),
    objective,
    base_score: params.base_score,
    booster: params.booster ?? "gbtree",
    seed_per_iteration: params.seed_per_iteration ?? false,
    grow_policy: params.grow_policy ?? "depthwise",
    monotone_constraints: params.monotone_constraints ?? [],
    interaction_constraints: params.interaction_constraints ?? [],
    quantile_alpha: (typeof alphas === "number" ? [alphas] : alphas).map(Math.fround),
    lambdarank_normalization: params.lambdarank_normalization ?? true,
    lambdarank_score_normalization: params.lambdarank_score_normalization ?? true,
    ndcg_exp_gain: params.ndcg_exp_gain ?? true,
    sample_type: params.sample_type ?? "uniform",
    normalize_type: params.normalize_type ?? "tree",
    one_drop: params.one_drop ?? false,
    eval_metric: typeof params.eval_metric === "string" ? [params.eval_metric] : (params.eval_metric ?? []),
  } as const;
  if (resolved.max_depth === 0 && resolved.max_leaves === 0)
    throw xgboostError("parameter", "max_depth", 0, "above 0 where max_leaves is 0");
  if (resolved.subsample === 0) throw xgboostError("parameter", "subsample", 0, "above 0");
  if (resolved.huber_slope === 0) throw xgboostError("parameter", "huber_slope", 0, "other than 0");
  return resolved;
}

function resolveNumbers(params: TrainParams): Record<keyof typeof numbers, number> {
  const names = Object.keys(numbers) as (keyof typeof numbers)[];
  return Object.fromEntries(
    names.map((name) => {
      const [initial, least, greatest = Infinity, kind] = numbers[name] as readonly [number, number, number?, "float"?];
      const value = params[name] ?? initial;
      if (!(value >= least && value <= greatest))
        throw xgboostError("parameter", name, value, `in [${least}, ${greatest}]`);
      return [name, kind === "float" ? Math.fround(value) : Math.trunc(value)];
    }),
  ) as Record<keyof typeof numbers, number>;
}
