import type { ContainerSpec, RunningContainer, Runtime } from "../runtime.js";
import { type Run, SupervisedContainer } from "../supervised.js";
import { Child } from "./child.js";
import { environmentOf } from "./environment.js";
import { folderOf, type Manifest, manifestOf } from "./manifest.js";
import { freePorts } from "./ports.js";

export interface ProcessOptions {
  /** Folders that stand for images: image URI to folder. An image of the form `file:<folder>` needs no entry. */
  readonly images: Readonly<Record<string, string>>;
  /** Between SIGTERM and SIGKILL, in ms; SageMaker gives 30 s. */
  readonly stopGraceMs: number;
}

/** Runs a folder with a `kakehi-container.json` as a child process, with SageMaker's variables and the argument `serve`. */
export function processes(options: ProcessOptions): Runtime {
  const folder = (image: string) => options.images[image] ?? folderOf(image);
  return {
    accepts: (image) => folder(image) !== undefined,
    start: (spec, signal) => start(folder(spec.image)!, spec, options, signal),
  };
}

async function start(
  folder: string,
  spec: ContainerSpec,
  options: ProcessOptions,
  signal?: AbortSignal,
): Promise<RunningContainer> {
  const manifest = await manifestOf(spec.name, spec.image, folder);
  return new SupervisedContainer(spec, (log) => launch(spec, manifest, options.stopGraceMs, log)).start(signal);
}

async function launch(
  spec: ContainerSpec,
  manifest: Manifest,
  stopGraceMs: number,
  log: (line: string) => void,
): Promise<Run> {
  const ports = await freePorts();
  const env = environmentOf(spec, manifest, ports);
  const child = new Child([...manifest.command, "serve"], { cwd: manifest.workingFolder, env, log });
  void child.ended.then(ports.release);
  return { origin: `http://127.0.0.1:${ports.bind}`, ended: child.ended, stop: () => child.stop(stopGraceMs) };
}
