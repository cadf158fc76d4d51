import type { ResolvedParams } from "../../params.js";
import type { Loss } from "../loss.js";
import { idealGain, rankDiscount, relevanceGain, relevanceProblem } from "./gain.js";
import { rankingLoss } from "./ranking-loss.js";

/** `rank:ndcg`: pairs count by the change of the normalised discounted cumulative gain. */
export function ndcg(params: ResolvedParams): Loss {
  const { ndcg_exp_gain: exponential, lambdarank_num_pair_per_sample: top } = params;
  return rankingLoss(
    params,
    "ndcg",
    (labels) => {
      const ideal = idealGain(labels, top, exponential);
      const inverse = ideal === 0 ? 0 : 1 / ideal;
      return (better, worse, betterRank, worseRank) => {
        const high = relevanceGain(better, exponential);
        const low = relevanceGain(worse, exponential);
        const atHigh = rankDiscount(betterRank);
        const atLow = rankDiscount(worseRank);
        return (high * atHigh + low * atLow - (low * atHigh + high * atLow)) * inverse;
      };
    },
    (labels) => relevanceProblem(labels, exponential),
  );
}
