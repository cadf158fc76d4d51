import type { ResolvedParams } from "../../params.js";
import type { Loss } from "../loss.js";
import { areBinary } from "./gain.js";
import type { DeltaMaker } from "./lambda-rank.js";
import { rankingLoss } from "./ranking-loss.js";

/** `rank:map`: pairs count by the change of the average precision; labels are 0 and 1. */
export function meanAveragePrecision(params: ResolvedParams): Loss {
  return rankingLoss(params, "map", precisionDelta, (labels) =>
    areBinary(labels) ? undefined : "map can only be used with binary labels.",
  );
}

const precisionDelta: DeltaMaker = (labels, order) => {
  // Relevant documents up to each rank, and the sum of their reciprocal ranks.
  const relevant = new Float64Array(order.length);
  const reciprocal = new Float64Array(order.length);
  for (let rank = 0; rank < order.length; rank++) {
    const label = labels[order[rank]];
    relevant[rank] = (rank === 0 ? 0 : relevant[rank - 1]) + label;
    reciprocal[rank] = (rank === 0 ? 0 : reciprocal[rank - 1]) + label / (rank + 1);
  }
  const total = relevant[relevant.length - 1];
  return (better, worse, betterRank, worseRank) => {
    const isInOrder = betterRank < worseRank;
    const [upper, lower] = isInOrder ? [betterRank, worseRank] : [worseRank, betterRank];
    const [upperLabel, lowerLabel] = isInOrder ? [better, worse] : [worse, better];
    const between = reciprocal[lower - 1] - reciprocal[upper];
    const m = relevant[lower];
    const n = relevant[upper];
    return upperLabel < lowerLabel
      ? (m / (lower + 1) - (n + 1) / (upper + 1) - between) / total
      : (n / (upper + 1) - m / (lower + 1) + between) / total;
  };
};
