import { setTimeout as sleep } from "node:timers/promises";
import type { NativeImage } from "../../src/pipeline/native-image.js";
import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import type { ContainerSpec, Runtime } from "../../src/runtimes/runtime.js";
import type { Execution } from "../../src/transform/workers/start-pool.js";
import { startThread } from "../../src/transform/workers/start-thread.js";
import { fakeContainer } from "./containers.js";

const upper = (line: string) => line.toUpperCase();

/** Images that live in a worker thread; `test/remote-…` are the same ones kept out of it. */
const images: Record<string, NativeImage["start"]> = {
  "test/upper": async ({ name, environment }) =>
    fakeContainer(name, upper, { parameters: JSON.parse(environment.PARAMETERS ?? "{}") as object }),
  "test/prefix": async ({ name, environment }) => fakeContainer(name, (line) => `${environment.PREFIX ?? ""}${line}`),
  "test/slow": async ({ name, environment }) =>
    fakeContainer(name, upper, { before: () => sleep(Number(environment.DELAY ?? "20")) }),
  "test/crash": async ({ name }) =>
    fakeContainer(name, upper, {
      before: (body) => {
        if (!body.includes("crash")) return;
        setImmediate(() => {
          throw new Error("out of luck");
        });
        return sleep(10_000);
      },
    }),
  "test/unstartable": async () => {
    throw new Error("there is no model in the archive");
  },
};

export const testImages: NativeImage[] = Object.entries(images).map(([name, start]) => ({
  matches: (image) => image === name,
  start,
}));

/** Runs the same images from the main thread, as processes and Docker containers are. */
function remote(): Runtime {
  const inner = inProcess(testImages);
  const local = (image: string) => image.replace("test/remote-", "test/");
  return {
    accepts: (image) => image.startsWith("test/remote-") && inner.accepts(local(image)),
    start: (spec, signal) => inner.start({ ...spec, image: local(spec.image) }, signal),
  };
}

export const testExecution: Execution = {
  runtimes: [inProcess(testImages), remote()],
  inThread: (image) => inProcess(testImages).accepts(image),
  thread: () => startThread(new URL("./worker.js", import.meta.url)),
};

export function spec(image: string, environment: Record<string, string> = {}, name = "primary"): ContainerSpec {
  return { name, image, environment, startupTimeoutMs: 10_000, log: () => {} };
}
