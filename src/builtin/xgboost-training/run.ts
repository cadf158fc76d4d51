import { mkdir } from "node:fs/promises";
import type { TrainingRun } from "../../pipeline/native-trainer.js";
import type { DataFormat } from "../xgboost/content-type.js";
import { validateChannels } from "./channels.js";
import { crossValidate } from "./cross-validation.js";
import { readChannel } from "./data/read-channel.js";
import { trainingErrors } from "./errors.js";
import { openFolder, type TrainingFolder } from "./folder.js";
import { validateHyperparameters } from "./hyperparameters/validate.js";
import { logLine } from "./log.js";
import { modelName, trainOne } from "./train-one.js";
import type { ModelProfile } from "./versions.js";

/**
 * Trains as the container's algorithm mode does (aws/sagemaker-xgboost-container, `algorithm_mode/train.py`), with its checks in
 * its order. Throws `TrainingError`, or the reason of the run's signal.
 */
export async function runTraining(run: TrainingRun, profile: ModelProfile): Promise<void> {
  const log = (text: string) => run.print(logLine("INFO", text));
  const folder = await openFolder(run.folder);
  const given = validateHyperparameters(folder.hyperparameters);
  const format = validateChannels(folder.channels);
  log("Determined 0 GPU(s) available on the instance.");
  if (given.use_dask_gpu_training === "true") throw trainingErrors.noGpu();
  const { data, validation } = await readData(folder, format, given.csv_weights === 1, log);
  log("Single node training.");
  log(`Train matrix has ${data.features.rows} rows and ${data.features.columns} columns`);
  if (validation !== undefined) log(`Validation matrix has ${validation.features.rows} rows`);
  await mkdir(folder.model, { recursive: true });
  const context = { run, profile, folder, given, data, validation, log };
  if (given._kfold === undefined) await trainOne(context, data, modelName, folder.checkpoints);
  else await crossValidate(context);
}

async function readData(folder: TrainingFolder, format: DataFormat, weighted: boolean, log: (text: string) => void) {
  const read = async (name: string) => {
    const data = await readChannel(folder.channel(name), format, weighted, log);
    if (data === undefined) throw trainingErrors.noData(name, folder.channel(name));
    return data;
  };
  const data = await read("train");
  return { data, validation: folder.channels.validation === undefined ? undefined : await read("validation") };
}
