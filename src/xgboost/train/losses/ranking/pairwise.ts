import type { ResolvedParams } from "../../params.js";
import { anyLabel, type Loss } from "../loss.js";
import { rankingLoss } from "./ranking-loss.js";

/** `rank:pairwise`: every pair counts the same. */
export function pairwise(params: ResolvedParams): Loss {
  return rankingLoss(params, "ndcg", () => () => 1, anyLabel);
}
