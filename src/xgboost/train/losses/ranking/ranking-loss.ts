import type { ResolvedParams } from "../../params.js";
import type { Loss } from "../loss.js";
import { parameterText } from "../parameter-text.js";
import { type DeltaMaker, lambdaRank } from "./lambda-rank.js";

const unset = "4294967295";
const defaultPairs = 32;

/** What the ranking objectives have in common. */
export function rankingLoss(
  params: ResolvedParams,
  metric: "ndcg" | "map",
  deltaOf: DeltaMaker,
  labelProblem: Loss["labelProblem"],
): Loss {
  const pairs = params.lambdarank_num_pair_per_sample;
  return {
    outputs: 1,
    intercept: { kind: "newton" },
    labelProblem,
    defaultMetric: `${metric}@${pairs}`,
    parameters: {
      lambdarank_param: {
        lambdarank_bias_norm: parameterText(1),
        lambdarank_normalization: flagText(params.lambdarank_normalization),
        lambdarank_num_pair_per_sample: pairs === defaultPairs ? unset : String(pairs),
        lambdarank_pair_method: "topk",
        lambdarank_score_normalization: flagText(params.lambdarank_score_normalization),
        lambdarank_unbiased: flagText(false),
        ndcg_exp_gain: flagText(params.ndcg_exp_gain),
      },
    },
    computeGradients: lambdaRank(params, deltaOf),
  };
}

function flagText(flag: boolean): string {
  return flag ? "1" : "0";
}
