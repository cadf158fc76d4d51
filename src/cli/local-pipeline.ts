import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stageNames } from "../pipeline/stage.js";
import type { ContainerSpec } from "../runtimes/runtime.js";
import { type Artifact, ArtifactCache } from "../stores/artifacts/cache.js";
import { ArtifactError } from "../stores/artifacts/errors.js";
import { objectErrors } from "../stores/objects/errors.js";
import { usageError } from "./errors.js";

export interface LocalPipelineOptions {
  /** Archives or unpacked folders, in the order of the pipeline; `image=path` says which image one is for. */
  readonly models: readonly string[];
  /** `KEY=value` for every container, `2:KEY=value` for the second one. */
  readonly variables: readonly string[];
  /** Archives are unpacked below this folder. */
  readonly folder: string;
  readonly log: (container: string, line: string) => void;
}

const startupTimeoutMs = 10 * 60 * 1000;

/** Makes containers out of model archives on this machine; the image of each is known by what is in its archive. */
export async function localPipeline(options: LocalPipelineOptions): Promise<ContainerSpec[]> {
  const artifacts = new ArtifactCache(options.folder, noObjects);
  const names = stageNames(options.models.map(() => undefined));
  const specs: ContainerSpec[] = [];
  for (const [index, model] of options.models.entries()) {
    const name = names[index];
    const { image, path } = takeApart(model);
    const artifact = await fetchModel(artifacts, path);
    specs.push({
      name,
      image: image ?? (await imageFor(artifact.folder, path)),
      modelFolder: artifact.folder,
      modelDigest: artifact.digest,
      environment: variablesOf(options.variables, index + 1),
      startupTimeoutMs,
      log: (line) => options.log(name, line),
    });
  }
  return specs;
}

async function fetchModel(artifacts: ArtifactCache, path: string): Promise<Artifact> {
  try {
    return await artifacts.fetch({ uri: pathToFileURL(resolve(path)).href, form: "archive" });
  } catch (error) {
    throw error instanceof ArtifactError ? usageError(error.message) : error;
  }
}

/** The model's part of an option: a path may hold `=` itself, so only a name of an image counts as one. */
function takeApart(model: string): { readonly image: string | undefined; readonly path: string } {
  const match = /^((?:kakehi\/|file:|\d{12}\.dkr\.ecr\.)[^=]*)=(.+)$/s.exec(model);
  return match === null ? { image: undefined, path: model } : { image: match[1], path: match[2] };
}

async function imageFor(folder: string, path: string): Promise<string> {
  const has = (name: string) => existsSync(join(folder, name));
  if (has("bundle.json")) return "kakehi/sparkml-serving";
  const files = await readdir(folder);
  if (has("xgboost-model") || (files.length === 1 && /\.(json|ubj|bin|model|deprecated)$/.test(files[0]))) {
    return "kakehi/xgboost";
  }
  if (files.some((file) => /^(package\.json|(index|handler|inference)\.m?js)$/.test(file))) return "kakehi/handler";
  if (files.some((file) => file.endsWith(".onnx"))) return "kakehi/onnx";
  if (files.length === 0) throw usageError(`${path} is empty: expected a model archive, or its unpacked folder`);
  throw usageError(
    `${path} holds no MLeap bundle, XGBoost model, ONNX model or handler (it has: ${files.slice(0, 5).join(", ")}).\n` +
      `If it is a model all the same, say which image it is for: kakehi/xgboost=${path}`,
  );
}

function variablesOf(variables: readonly string[], position: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const variable of variables) {
    const match = /^(?:(\d+):)?([A-Za-z_]\w*)=(.*)$/s.exec(variable);
    if (match === null) throw usageError(`--env ${variable} is not KEY=value or 2:KEY=value`);
    if (match[1] === undefined || Number(match[1]) === position) found[match[2]] = match[3];
  }
  return found;
}

/** Models of a command line are files: there is no object store. */
const noObjects = {
  head: (_: string, key: string) => Promise.reject(objectErrors.noSuchKey(key)),
  get: (_: string, key: string) => Promise.reject(objectErrors.noSuchKey(key)),
  list: (bucket: string) => Promise.reject(objectErrors.noSuchBucket(bucket)),
};
