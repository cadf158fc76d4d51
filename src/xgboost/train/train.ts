import { xgboostError } from "../errors.js";
import type { TreeModel, Version } from "../model.js";
import type { Link } from "../objectives/link.js";
import { linkOf } from "../objectives/table.js";
import { interceptsOf } from "../predict/intercepts.js";
import { assembleModel, cutModel } from "./assemble-model.js";
import { Boosting } from "./boosting.js";
import { checkData, type TrainingData } from "./data.js";
import { EarlyStopping } from "./evaluation/early-stopping.js";
import { Evaluator } from "./evaluation/evaluator.js";
import { checkInitialModel } from "./initial-model.js";
import { estimateIntercept } from "./intercept.js";
import type { Loss } from "./losses/loss.js";
import { createLoss } from "./losses/table.js";
import type { ResolvedParams, TrainParams } from "./params.js";
import { prepare } from "./prepare.js";
import { resolveParams } from "./resolve-params.js";
import type { Team } from "./threads/team.js";
import type { TrainOptions } from "./train-options.js";
import { createTurns } from "./turns.js";

/** The libxgboost whose algorithm this is. */
const algorithmVersion: Version = [3, 0, 5];

/**
 * Trains a model by libxgboost's `hist` algorithm: the same data, parameters and seed give the trees that libxgboost 3.0.5
 * grows with one thread, whatever the number of threads here.
 *
 * Throws `XgboostError`: `parameter`, `objective_unknown`, `metric_unknown`, `label`, `base_score`, `category`, `array_size`,
 * `feature_count`, `initial_model`, `memory`; and the reason of `options.signal`.
 */
export async function train(
  data: TrainingData,
  params: TrainParams,
  rounds: number,
  options: TrainOptions = {},
): Promise<TreeModel> {
  const resolved = resolveParams(params);
  const loss = createLoss(resolved);
  const link = linkOf(resolved.objective, options.version ?? algorithmVersion);
  check(data, loss);
  for (const evaluation of options.evaluations ?? []) check(evaluation.data, loss);
  const categorical = Uint8Array.from({ length: data.features.columns }, (_, f) =>
    data.featureTypes?.[f] === "c" ? 1 : 0,
  );
  const team = prepare(data, resolved, loss.outputs, categorical, options.pool);
  try {
    return await boost(team, data, resolved, loss, link, rounds, options);
  } finally {
    team.stop();
  }
}

function check(data: TrainingData, loss: Loss): void {
  checkData(data, loss.outputs);
  const problem = loss.labelProblem(data.labels);
  if (problem !== undefined) throw xgboostError("label", problem);
}

async function boost(
  team: Team,
  data: TrainingData,
  params: ResolvedParams,
  loss: Loss,
  link: Link,
  rounds: number,
  options: TrainOptions,
): Promise<TreeModel> {
  const { workspace } = team.first;
  const { signal, onRound, earlyStopping } = options;
  const initialModel =
    options.initialModel && checkInitialModel(options.initialModel, data.features.columns, loss.outputs);
  const version = options.version ?? algorithmVersion;
  const givenScore = params.base_score === undefined ? undefined : Float32Array.of(params.base_score);
  const baseScore = initialModel?.baseScore ?? givenScore ?? estimateIntercept(loss, link, workspace, version);
  const isLogistic = params.objective.endsWith(":logistic");
  if (isLogistic && !(baseScore[0] > 0 && baseScore[0] < 1)) throw xgboostError("base_score", baseScore[0]);
  const outline = { version, data, params, loss, baseScore };
  const intercepts = interceptsOf(assembleModel(outline, undefined), link);
  const startMargins = (rows: TrainingData) =>
    rows.baseMargin ??
    Float32Array.from({ length: rows.labels.length * loss.outputs }, (_, i) => intercepts[i % loss.outputs]);
  workspace.margins.set(startMargins(data));
  const boosting = new Boosting(team, params, initialModel?.booster);
  const evaluator = new Evaluator({ data, workspace, boosting, startMargins, params, loss, link }, options);
  const stopping = earlyStopping === undefined ? undefined : new EarlyStopping(earlyStopping);
  const takeTurns = createTurns();
  const first = boosting.iterationIndptr.length - 1;
  for (let round = first; round < rounds; round++) {
    await takeTurns();
    signal?.throwIfAborted();
    const scores = evaluator.evaluate(boosting.advance(round));
    await onRound?.({ round, scores, model: () => assembleModel(outline, boosting) });
    if (stopping?.isDone(round, scores)) break;
  }
  const model = assembleModel(outline, boosting, stopping?.best);
  return stopping?.best !== undefined && earlyStopping?.saveBest ? cutModel(model, stopping.best.round + 1) : model;
}
