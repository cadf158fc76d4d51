/** Up to this relevance 2^relevance − 1 is an exact 32-bit number. */
const maxRelevance = 31;

/** What finding a document of this relevance is worth (src/common/ranking_utils.h, `CalcDCGGain`). */
export function relevanceGain(label: number, exponential: boolean): number {
  return exponential ? 2 ** Math.trunc(label) - 1 : label;
}

/** What it is worth at this rank, from 0. */
export function rankDiscount(rank: number): number {
  return 1 / Math.log2(rank + 2);
}

/** The greatest discounted gain that the first `top` documents can have together. */
export function idealGain(labels: Float32Array, top: number, exponential: boolean): number {
  const best = labels.slice().sort().reverse().subarray(0, top);
  return best.reduce((sum, label, rank) => sum + rankDiscount(rank) * relevanceGain(label, exponential), 0);
}

/** Says in libxgboost's words what is wrong with labels that are relevances, if anything is. */
export function relevanceProblem(labels: Float32Array, exponential: boolean): string | undefined {
  if (!exponential) return undefined;
  if (!labels.every((label) => label >= 0 && Math.abs(Math.floor(label) - label) <= 1e-6))
    return "When using relevance degree as target, label must be either 0 or positive integer.";
  if (!labels.every((label) => label <= maxRelevance))
    return `Relevance degress must be lesser than or equal to ${maxRelevance} when the exponential NDCG gain function is used. Set \`ndcg_exp_gain\` to false to use custom DCG gain.`;
  return undefined;
}

/** Whether all labels are 0 or 1. */
export function areBinary(labels: Float32Array): boolean {
  return labels.every((label) => Math.abs(label - 1) < 1e-6 || Math.abs(label) < 1e-6);
}
