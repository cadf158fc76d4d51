import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingRun } from "../../pipeline/native-trainer.js";
import { type Model, type RoundReport, type TrainingData, writeModel } from "../../xgboost/index.js";
import { checkpointsIn, writeWhole } from "./checkpoints.js";
import { planEvaluation } from "./evaluation.js";
import { fit } from "./fit.js";
import type { TrainingFolder } from "./folder.js";
import type { Hyperparameters } from "./hyperparameters/table.js";
import { logLine, roundLine } from "./log.js";
import { trainParams } from "./params.js";
import type { ModelProfile } from "./versions.js";

/** The name of a model's file; those of cross-validation have `-<fold>` after it. */
export const modelName = "xgboost-model";

/** What the steps of one run share. */
export interface TrainingContext {
  readonly run: TrainingRun;
  readonly profile: ModelProfile;
  readonly folder: TrainingFolder;
  readonly given: Hyperparameters;
  readonly data: TrainingData;
  readonly validation: TrainingData | undefined;
  readonly log: (text: string) => void;
}

/** Trains on `data`, measuring all of the job's data, and writes the model. Goes on from a checkpoint where there is one. */
export async function trainOne(
  { run, profile, folder, given, data: all, validation, log }: TrainingContext,
  data: TrainingData,
  name: string,
  checkpointFolder: string | undefined,
  onRound: (report: RoundReport) => void = () => {},
): Promise<Model> {
  const { evalMetric, customMetrics, earlyStopping } = planEvaluation(given, validation !== undefined);
  const params = trainParams(given, (text) => run.print(logLine("WARNING", text)));
  const checkpoints = checkpointFolder === undefined ? undefined : checkpointsIn(checkpointFolder, profile);
  const start = await checkpoints?.load();
  if (start !== undefined) {
    log(`Checkpoint loaded from ${start.path}`);
    log(`Resuming from iteration ${start.rounds}`);
  }
  const path = join(folder.model, name);
  const write = (model: Model) => writeWhole(path, writeModel(model, profile.format));
  const keepsModel = given.save_model_on_termination === "true";
  try {
    const model = await fit(
      data,
      { ...params, ...(evalMetric && { eval_metric: evalMetric }) },
      given.num_round,
      given.nthread,
      {
        evaluations: [
          { name: "train", data: all },
          ...(validation === undefined ? [] : [{ name: "validation", data: validation }]),
        ],
        customMetrics,
        ...(earlyStopping && { earlyStopping }),
        ...(start && { initialModel: start.model }),
        version: profile.version,
        signal: run.signal,
        async onRound(report) {
          run.print(roundLine(report.round, report.scores));
          onRound(report);
          await checkpoints?.save(report.round, report.model());
          if (keepsModel) await write(report.model());
        },
      },
    );
    await write(model);
    return model;
  } catch (error) {
    if (run.signal.aborted && keepsModel) await removeOthers(folder.model);
    throw error;
  }
}

/** What the container does on SIGTERM when it keeps the model of each round. */
async function removeOthers(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isFile() && !entry.name.startsWith(modelName)) await rm(join(folder, entry.name), { force: true });
}
