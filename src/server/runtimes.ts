import { createHash } from "node:crypto";
import { nativeImages } from "../builtin/index.js";
import type { NativeImage } from "../pipeline/native-image.js";
import { docker } from "../runtimes/docker/runtime.js";
import { inProcess } from "../runtimes/in-process/runtime.js";
import { processes } from "../runtimes/process/runtime.js";
import type { Runtime } from "../runtimes/runtime.js";
import type { Config } from "./config.js";

/** SageMaker gives a container 30 s between SIGTERM and SIGKILL. */
const stopGraceSeconds = 30;

/** The runtimes of a server, in the order in which they are asked: native images, folders, and Docker where it was asked for. */
export function runtimesOf(config: Config, images: readonly NativeImage[]): Runtime[] {
  const runtimes = [
    inProcess([...images, ...nativeImages]),
    processes({ images: config.images, stopGraceMs: stopGraceSeconds * 1000 }),
  ];
  if (config.docker === false) return runtimes;
  const limits = config.docker === true ? {} : config.docker;
  // The same after a restart: by it a server knows the containers that it left running.
  const owner = createHash("sha256").update(config.dataFolder).digest("hex").slice(0, 12);
  return [...runtimes, docker({ owner, stopGraceSeconds, ...limits })];
}
