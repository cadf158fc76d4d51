import type { Container } from "../pipeline/container.js";
import type { MetricDefinition } from "../pipeline/native-trainer.js";

/** What is needed to start one container of a pipeline, whichever way it is run. */
export interface ContainerSpec {
  /** `primary`, `container-N` or the ContainerHostname. */
  readonly name: string;
  /** The image as the user gave it: an ECR URI, a short name, `file:<folder>`. */
  readonly image: string;
  /** The instance it belongs to: containers of one group can reach each other by name. */
  readonly group?: string;
  /** The unpacked model artifact, what the container sees as `/opt/ml/model`; absent when the model has none. */
  readonly modelFolder?: string;
  /** SHA-256 of the artifact: together with image and environment it decides whether a running container can be reused. */
  readonly modelDigest?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How long `/ping` may take to answer 200 for the first time, in ms. */
  readonly startupTimeoutMs: number;
  /** Lines of stdout and stderr, from the first byte. */
  readonly log: (line: string) => void;
}

/** A started, healthy container. `stop` ends it within a bounded time and may be called more than once. */
export interface RunningContainer extends Container {
  stop(): Promise<void>;
}

/** One way of running containers. The suite in `test/runtimes/` holds for every implementation. */
export interface Runtime {
  /** Whether this runtime runs that image: the first runtime that says yes is used. */
  accepts(image: string): boolean;
  /** Answers when the container is healthy; throws `StartError` with the reason when it does not become so. */
  start(spec: ContainerSpec, signal?: AbortSignal): Promise<RunningContainer>;
  /** Removes what an earlier server left running and this one did not take over; called once all endpoints are restored. */
  sweep?(): Promise<void>;
}

/** What is needed to run one training container. */
export interface TrainingSpec {
  readonly image: string;
  /** Program and arguments where the job names its own: `ContainerEntrypoint` and `ContainerArguments`. */
  readonly entrypoint?: readonly string[];
  readonly arguments?: readonly string[];
  /** What the container sees as `/opt/ml`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Lines of stdout and stderr. */
  readonly log: (line: string) => void;
}

/** How a training container ended: 0 is success. Text where it ended otherwise, or could not be started. */
export type TrainingEnding = number | string;

export interface RunningTraining {
  readonly ended: Promise<TrainingEnding>;
  /** SIGTERM, and SIGKILL when it has not ended after `graceMs`. May be called more than once. */
  stop(graceMs: number): Promise<void>;
}

/** One way of running training containers. */
export interface TrainingRuntime {
  /** Whether this runtime runs that image: the first runtime that says yes is used. */
  accepts(image: string): boolean;
  /** The metrics of an image that defines them itself; users cannot define others for it. */
  metricDefinitions(image: string): readonly MetricDefinition[] | undefined;
  /** Throws `StartError`. */
  start(spec: TrainingSpec): Promise<RunningTraining>;
}

/** Why a container did not start; the message ends up in an endpoint's `FailureReason`. */
export class StartError extends Error {
  readonly container: string;

  constructor(container: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "StartError";
    this.container = container;
  }
}
