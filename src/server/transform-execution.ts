import { nativeImages } from "../builtin/native-images.js";
import type { ModelDefinition } from "../endpoints/definitions.js";
import { containerPlans } from "../endpoints/deployment.js";
import { inProcess } from "../runtimes/in-process/runtime.js";
import type { ContainerSpec, Runtime } from "../runtimes/runtime.js";
import type { ArtifactCache } from "../stores/artifacts/cache.js";
import type { JobServices } from "../transform/jobs/run.js";
import type { Execution } from "../transform/workers/start-pool.js";
import { transformThread } from "./transform-thread.js";

/** How long a container of a job may take to answer its first ping: SageMaker gives batch transform about half an hour. */
const startupTimeoutMs = 30 * 60 * 1000;

/** Runs jobs with the server's runtimes; built-in images run in worker threads, each with a copy of the pipeline. */
export function transformExecution(runtimes: readonly Runtime[]): Execution {
  const builtIn = inProcess(nativeImages);
  return {
    runtimes,
    inThread: (image) => builtIn.accepts(image),
    thread: transformThread,
  };
}

/** Makes the containers of a transform job from its model: artifacts fetched, the job's environment over each container's own. */
export function transformContainers(artifacts: ArtifactCache): JobServices["containers"] {
  return async (model, environment) =>
    Promise.all(
      containerPlans(model as ModelDefinition).map(
        async ({ name, image, source, ...plan }): Promise<Omit<ContainerSpec, "log">> => {
          const artifact = source && (await artifacts.fetch(source));
          return {
            name,
            image,
            environment: { ...plan.environment, ...environment },
            startupTimeoutMs,
            ...(artifact && { modelFolder: artifact.folder, modelDigest: artifact.digest }),
          };
        },
      ),
    );
}
