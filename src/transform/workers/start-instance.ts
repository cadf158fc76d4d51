import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../../runtimes/runtime.js";
import { notStarted } from "../errors.js";
import { type ExecutionParameters, parseExecutionParameters } from "../settings.js";
import type { PipelineFacts } from "./protocol.js";

/** A started container of a pipeline, under the name that messages use. */
export interface RunningStage {
  readonly name: string;
  readonly container: RunningContainer;
}

/** Starts all containers of one instance at once; when one does not start, the others are given up. Throws `TransformError` (not-started). */
export async function startInstance(
  containers: readonly ContainerSpec[],
  runtimes: readonly Runtime[],
  signal: AbortSignal,
): Promise<RunningStage[]> {
  const givenUp = new AbortController();
  const either = AbortSignal.any([signal, givenUp.signal]);
  const starting = containers.map(async (spec): Promise<RunningStage> => {
    const runtime = runtimes.find((candidate) => candidate.accepts(spec.image));
    if (runtime === undefined) throw notStarted(spec.name, `no runtime here runs the image "${spec.image}"`);
    return { name: spec.name, container: await runtime.start(spec, either) };
  });
  try {
    return await Promise.all(starting);
  } catch (error) {
    givenUp.abort(error);
    const settled = await Promise.allSettled(starting);
    await stopInstance(settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])));
    signal.throwIfAborted();
    throw error instanceof StartError ? notStarted(error.container, error.message, error) : error;
  }
}

export async function stopInstance(stages: readonly RunningStage[]): Promise<void> {
  await Promise.allSettled(stages.map(({ container }) => container.stop()));
}

export async function factsOf(stages: readonly RunningStage[], signal: AbortSignal): Promise<PipelineFacts> {
  const natives = stages.map(({ container }) => container.native);
  return {
    parameters: await askParameters(stages[0].container, signal),
    native: natives.every((native) => native !== undefined),
    answers: natives.at(-1)?.defaultContentType(),
  };
}

/** What a container says of itself; one that has no `/execution-parameters` says nothing. */
async function askParameters(container: RunningContainer, signal: AbortSignal): Promise<ExecutionParameters> {
  try {
    const reply = await container.executionParameters(signal);
    return reply.status === 200 ? parseExecutionParameters(reply.body) : {};
  } catch {
    signal.throwIfAborted();
    return {};
  }
}
