import { errors } from "../errors.js";
import type { Model } from "../model.js";
import { TooManySteps } from "../regex/match.js";
import { Pattern } from "../regex/pattern.js";

/** A regular expression of a model; `attribute` is where it stands. */
export function patternOf(model: Model, attribute: string, source: string): Pattern {
  try {
    return new Pattern(source, model.limits.regexSteps);
  } catch (error) {
    throw errors.badAttribute(attribute, `is no regular expression that can be run: ${(error as Error).message}`);
  }
}

/** Runs a match; one that takes too long is an error of the row. */
export function bounded<T>(model: Model, row: number, match: () => T): T {
  try {
    return match();
  } catch (error) {
    if (error instanceof TooManySteps) throw errors.regexSteps(model.limits.regexSteps, row);
    throw error;
  }
}
