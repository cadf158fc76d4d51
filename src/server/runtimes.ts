import { createHash } from "node:crypto";
import { nativeImages } from "../builtin/native-images.js";
import type { NativeImage } from "../pipeline/native-image.js";
import { inProcess } from "../runtimes/in-process/runtime.js";
import { folderOf } from "../runtimes/process/manifest.js";
import type { Runtime } from "../runtimes/runtime.js";
import type { Config } from "./config.js";

/** SageMaker gives a container 30 s between SIGTERM and SIGKILL. */
const stopGraceSeconds = 30;

/** The runtimes of a server, in the order in which they are asked: native images, folders, and Docker where it was asked for. */
export async function runtimesOf(config: Config, images: readonly NativeImage[]): Promise<Runtime[]> {
  const runtimes: Runtime[] = [
    inProcess([...images, ...nativeImages]),
    lazy(
      (image) => image in config.images || folderOf(image) !== undefined,
      async () => {
        const { processes } = await import("../runtimes/process/runtime.js");
        return processes({ images: config.images, stopGraceMs: stopGraceSeconds * 1000 });
      },
    ),
  ];
  if (config.docker === false) return runtimes;
  const limits = config.docker === true ? {} : config.docker;
  // The same after a restart: by it a server knows the containers that it left running.
  const owner = createHash("sha256").update(config.dataFolder).digest("hex").slice(0, 12);
  const { docker } = await import("../runtimes/docker/runtime.js");
  return [...runtimes, docker({ owner, stopGraceSeconds, ...limits })];
}

/** A runtime that is loaded when it first starts something: its HTTP client alone takes a good part of a server's start. */
function lazy(accepts: Runtime["accepts"], load: () => Promise<Runtime>): Runtime {
  let loading: Promise<Runtime> | undefined;
  return {
    accepts,
    async start(spec, signal) {
      loading ??= load();
      return (await loading).start(spec, signal);
    },
  };
}
