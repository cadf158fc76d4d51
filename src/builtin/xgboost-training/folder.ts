import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inOptMl } from "../../pipeline/opt-ml.js";
import type { ChannelConfiguration } from "./channels.js";

/** A training's folder, laid out as `/opt/ml`: its configuration, and the places of its outputs. */
export interface TrainingFolder {
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, ChannelConfiguration>>;
  /** Undefined where the job has none. */
  readonly checkpoints: string | undefined;
  readonly model: string;
  readonly outputData: string;
  channel(name: string): string;
}

/** Reads the configuration in a training's folder. */
export async function openFolder(folder: string): Promise<TrainingFolder> {
  const config = join(folder, "input", "config");
  const checkpoint = join(config, "checkpointconfig.json");
  const { LocalPath: path } = existsSync(checkpoint) ? await readJson<{ LocalPath?: string }>(checkpoint) : {};
  return {
    hyperparameters: await readJson(join(config, "hyperparameters.json")),
    channels: await readJson(join(config, "inputdataconfig.json")),
    checkpoints: path && inOptMl(folder, path),
    model: join(folder, "model"),
    outputData: join(folder, "output", "data"),
    channel: (name) => join(folder, "input", "data", name),
  };
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, "utf8")) as T;
}
