import { readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { checkpointsPath, inOptMl } from "../../pipeline/opt-ml.js";
import type { RunningTraining, TrainingEnding, TrainingRuntime, TrainingSpec } from "../runtime.js";
import { Child } from "./child.js";
import { inheritedEnvironment } from "./environment.js";
import { folderOf, manifestOf } from "./manifest.js";

export interface ProcessTrainingOptions {
  /** Folders that stand for images: image URI to folder. An image of the form `file:<folder>` needs no entry. */
  readonly images: Readonly<Record<string, string>>;
}

/**
 * Runs a folder with a `kakehi-container.json` as a child process with the argument `train`. A process has no `/opt/ml` of its
 * own: it finds its places in the variables `SM_*` that SageMaker's training toolkit sets, and `KAKEHI_OPT_ML` is the folder
 * that stands for `/opt/ml`, laid out as a container's.
 */
export function processTraining({ images }: ProcessTrainingOptions): TrainingRuntime {
  const folder = (image: string) => images[image] ?? folderOf(image);
  return {
    accepts: (image) => folder(image) !== undefined,
    metricDefinitions: () => undefined,
    start: (spec) => start(folder(spec.image)!, spec),
  };
}

async function start(folder: string, spec: TrainingSpec): Promise<RunningTraining> {
  const manifest = await manifestOf(spec.image, spec.image, folder);
  const command = spec.entrypoint ?? manifest.command;
  const ownArguments = spec.arguments ?? (spec.entrypoint === undefined ? ["train"] : []);
  const child = new Child([...command, ...ownArguments], {
    cwd: manifest.workingFolder,
    env: { ...inheritedEnvironment(), ...manifest.environment, ...(await places(spec.folder)), ...spec.environment },
    log: spec.log,
  });
  const ended = child.ended.then((ending): TrainingEnding => {
    const code = /^exit code (\d+)$/.exec(ending)?.[1];
    return code === undefined ? ending : Number(code);
  });
  return { ended, stop: (graceMs) => child.stop(graceMs) };
}

/** The places of a training, by the names of SageMaker's training toolkit. */
async function places(folder: string): Promise<Record<string, string>> {
  const at = (path: string) => join(folder, path);
  const channels = (await readdir(at("input/data"))).sort();
  return {
    KAKEHI_OPT_ML: folder,
    SM_INPUT_DIR: at("input"),
    SM_INPUT_CONFIG_DIR: at("input/config"),
    SM_CHANNELS: JSON.stringify(channels),
    ...Object.fromEntries(channels.map((name) => [`SM_CHANNEL_${name.toUpperCase()}`, at(`input/data/${name}`)])),
    SM_MODEL_DIR: at("model"),
    SM_OUTPUT_DIR: at("output"),
    SM_OUTPUT_DATA_DIR: at("output/data"),
    SM_CHECKPOINT_DIR: await checkpointsOf(folder),
    SM_HOSTS: '["algo-1"]',
    SM_CURRENT_HOST: "algo-1",
    SM_NUM_CPUS: String(availableParallelism()),
    SM_NUM_GPUS: "0",
  };
}

/** Where a training's checkpoints are, by its configuration. */
async function checkpointsOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, "input/config/checkpointconfig.json"), "utf8").catch(() => "{}");
  const { LocalPath = checkpointsPath } = JSON.parse(text) as { LocalPath?: string };
  return inOptMl(folder, LocalPath);
}
