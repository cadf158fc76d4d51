import { Deadline, DeadlinePassed } from "../../pipeline/deadline.js";
import type { NativeImage, NativeRunning } from "../../pipeline/native-image.js";
import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../runtime.js";

/** Runs the native images inside this process: no port, no HTTP, and frames between neighbours. */
export function inProcess(images: readonly NativeImage[]): Runtime {
  const find = (name: string) => images.find((image) => image.matches(name));
  return {
    accepts: (image) => find(image) !== undefined,
    start: (spec, signal) => start(find(spec.image)!, spec, signal),
  };
}

async function start(image: NativeImage, spec: ContainerSpec, signal?: AbortSignal): Promise<RunningContainer> {
  const deadline = new Deadline(spec.startupTimeoutMs, signal);
  let starting: Promise<NativeRunning> | undefined;
  let container: NativeRunning | undefined;
  try {
    starting = image.start(spec, deadline.signal);
    container = await deadline.race(starting);
    const status = await deadline.race(container.ping(deadline.signal));
    if (status !== 200) throw new Error(`/ping answered ${status}`);
  } catch (error) {
    // One that starts when nobody waits for it any more is stopped all the same.
    if (container === undefined) starting?.then((late) => late.stop?.()).catch(() => {});
    else await container.stop?.();
    throw new StartError(spec.name, reasonOf(error, spec), { cause: error });
  } finally {
    deadline.clear();
  }
  return running(container);
}

function running(container: NativeRunning): RunningContainer {
  let stopped: Promise<void> | undefined;
  return {
    name: container.name,
    ping: (signal) => container.ping(signal),
    executionParameters: (signal) => container.executionParameters(signal),
    invoke: (invocation) => container.invoke(invocation),
    ...(container.native && { native: container.native }),
    stop: () => (stopped ??= container.stop?.() ?? Promise.resolve()),
  };
}

function reasonOf(error: unknown, spec: ContainerSpec): string {
  if (error instanceof DeadlinePassed) return `it was not ready after ${spec.startupTimeoutMs / 1000} s`;
  return error instanceof Error ? error.message : String(error);
}
