import type { Member } from "../threads/member.js";
import type { Candidate } from "../threads/steps.js";
import { searchCategorical } from "./categorical.js";
import { searchNumeric } from "./numeric.js";
import { noSplit, type Split } from "./split.js";

/** The best split of a candidate by the member's features; its `lossChange` is 0 where there is none. */
export function searchSplit(member: Member, candidate: Candidate, featureSet: readonly number[] | undefined): Split {
  const { bins, index, workspace, scorer } = member;
  const { categorical } = workspace.plan;
  const best = noSplit();
  const histogram = member.doubles();
  const search = (feature: number) => {
    const first = candidate.slot / 8 + 2 * bins.starts[feature];
    const count = workspace.cutCounts[feature];
    const constraint = member.params.monotone_constraints[feature] ?? 0;
    if (categorical[feature] === 0)
      searchNumeric(histogram, first, count, feature, candidate, scorer, constraint, best);
    else {
      const sums = histogram.subarray(first, first + 2 * count);
      searchCategorical(sums, feature, candidate, scorer, constraint, member.categoryLimits, best);
    }
  };
  const [begin, end] = [bins.shares[index], bins.shares[index + 1]];
  if (featureSet === undefined) for (let feature = begin; feature < end; feature++) search(feature);
  else for (const feature of featureSet) if (feature >= begin && feature < end) search(feature);
  return best;
}
