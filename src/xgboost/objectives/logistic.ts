import { expf, logf, sigmoid } from "../float-math.js";
import type { Version } from "../model.js";
import { since } from "../version.js";
import { elementwise, type Link } from "./link.js";

/** A probability: the margin is its log-odds (`src/common/math.h`, `src/objective/regression_loss.h`). */
export function logistic(version: Version): Link {
  const toMargin = since(version, 3, 1) ? (score: number) => logit(clamp(score)) : logit;
  return elementwise(toMargin, since(version, 1, 6) ? sigmoid : unboundedSigmoid);
}

/** The margin itself; before 1.3 the base score was a probability all the same. */
export function rawLogistic(version: Version): Link {
  return elementwise(since(version, 1, 3) ? (score) => score : logit, (margin) => margin);
}

function unboundedSigmoid(margin: number): number {
  return fround(1 / fround(expf(-margin) + 1));
}

function logit(score: number): number {
  return -logf(fround(fround(1 / score) - 1));
}

function clamp(score: number): number {
  return Math.min(Math.max(score, smallestScore), largestScore);
}

const { fround } = Math;
const smallestScore = fround(1e-6);
const largestScore = fround(1 - fround(1e-6));
