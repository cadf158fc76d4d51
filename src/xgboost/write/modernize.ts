import type { Model, Version } from "../model.js";
import type { Link } from "../objectives/link.js";
import { linkOf } from "../objectives/table.js";
import { interceptsOf } from "../predict/intercepts.js";
import { since } from "../version.js";
import { defaultParameters } from "./default-parameters.js";

/**
 * A model of before 1.6 as one of 1.7, whose layout is the oldest that is written. The base score becomes what 1.7 turns into
 * the same margin: before 1.0 files hold the margin, and `binary:logitraw` took a probability before 1.3.
 */
export function modernize(model: Model): Model {
  if (since(model.version, 1, 6)) return model;
  const { name, parameters } = model.objective;
  const [margin] = interceptsOf(model, linkOf(name, model.version));
  return {
    ...model,
    version: oldestWritten,
    baseScore: Float32Array.of(scoreOf(margin, linkOf(name, oldestWritten))),
    objective: { name, parameters: { ...defaultParameters(name, model.numClass), ...parameters } },
  };
}

/** The score that a link turns into a margin, or comes nearest to it: the margin itself, or the output that it gives. */
function scoreOf(margin: number, link: Link): number {
  const output = new Float32Array(1);
  link.apply(Float32Array.of(margin), 0, output, 0, 1, 1);
  const miss = (score: number) => Math.abs(link.toMargins(Float32Array.of(score))[0] - margin);
  return miss(margin) <= miss(output[0]) || Number.isNaN(miss(output[0])) ? margin : output[0];
}

const oldestWritten: Version = [1, 7, 6];
