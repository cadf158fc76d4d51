import { availableParallelism } from "node:os";
import type { AssembleWith, BatchStrategy, SplitType, TransformJob } from "./job.js";
import type { ProcessingSteps } from "./processing/choose.js";
import { processes, processingSteps } from "./processing/choose.js";

export const MB = 1024 * 1024;

/** What a container may say of itself at `/execution-parameters`; members it does not know are absent. */
export interface ExecutionParameters {
  readonly MaxConcurrentTransforms?: number;
  readonly BatchStrategy?: BatchStrategy;
  readonly MaxPayloadInMB?: number;
}

/** How a block of records is transformed: plain data, so that it can be sent to a worker thread. */
export interface BlockSettings {
  readonly split: SplitType;
  readonly strategy: BatchStrategy;
  readonly assemble: AssembleWith;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly processing: ProcessingSteps;
  /** Bytes of one request's body; `Infinity` when there is no limit. */
  readonly payloadLimit: number;
  readonly timeoutMs: number;
  readonly retries: number;
  /** Whether a job goes on without the records that fail. */
  readonly skipBadRecords: boolean;
  /** What makes the job's inference ids its own, and the time that goes with them; absent when none are asked for. */
  readonly inference?: { readonly seed: string; readonly time: string };
}

export interface JobSettings extends BlockSettings {
  /** Requests that one instance gets at a time. */
  readonly concurrency: number;
  readonly instances: number;
  /**
   * Whether a request of several records may be made up of smaller ones, unseen: rows of CSV in, lines of CSV out, and native
   * containers that take each row by itself.
   */
  readonly divisible: boolean;
}

/** The key in a job's `Environment` that chooses what a bad record does: `fail` (as on AWS, the default) or `skip`. */
export const onBadRecordKey = "KAKEHI_ON_BAD_RECORD";

/**
 * The settings that hold for a job: the request's, else the container's, else SageMaker's defaults (1, MultiRecord, 6 MB).
 * Source: developer guide, "Use Your Own Inference Code with Batch Transform".
 * @param identity the job's ARN and start: the same job gives the same inference ids when it is done again.
 */
export function settingsOf(
  job: TransformJob,
  parameters: ExecutionParameters,
  identity: { readonly arn: string; readonly started: Date },
): JobSettings {
  const { TransformInput: input, TransformOutput: output, ModelClientConfig: client } = job;
  const payload = job.MaxPayloadInMB ?? parameters.MaxPayloadInMB ?? 6;
  const inference = job.DataCaptureConfig?.GenerateInferenceId === true;
  return {
    split: input.SplitType ?? "None",
    strategy: job.BatchStrategy ?? parameters.BatchStrategy ?? "MultiRecord",
    assemble: output.AssembleWith ?? "None",
    contentType: input.ContentType,
    accept: output.Accept,
    processing: processingSteps(job.DataProcessing),
    payloadLimit: payload === 0 ? Number.POSITIVE_INFINITY : payload * MB,
    timeoutMs: (client?.InvocationsTimeoutInSeconds ?? 600) * 1000,
    retries: client?.InvocationsMaxRetries ?? 3,
    skipBadRecords: job.Environment?.[onBadRecordKey] === "skip",
    ...(inference && {
      inference: { seed: identity.arn, time: identity.started.toISOString().replace(/\.\d+Z$/, "Z") },
    }),
    concurrency: job.MaxConcurrentTransforms || parameters.MaxConcurrentTransforms || 1,
    instances: job.TransformResources.InstanceCount,
    divisible: false,
  };
}

/** Whether records are looked at, or changed, beside their answers: filters, a join, inference ids. */
export function processesRecords({ processing, inference }: BlockSettings): boolean {
  return processes(processing) || inference !== undefined;
}

/** Whether a request's records have to stay at hand until its answer is there. */
export function keepsRecords(settings: BlockSettings): boolean {
  return settings.skipBadRecords || processesRecords(settings);
}

/** Reads the answer of `/execution-parameters`; what is not as documented counts as not said. */
export function parseExecutionParameters(body: Uint8Array): ExecutionParameters {
  let said: Partial<Record<keyof ExecutionParameters, unknown>> | null;
  try {
    said = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return {};
  }
  if (typeof said !== "object" || said === null) return {};
  const { MaxConcurrentTransforms: concurrency, MaxPayloadInMB: payload } = said;
  const strategy = { MULTI_RECORD: "MultiRecord", SINGLE_RECORD: "SingleRecord" } as const;
  const named = strategy[said.BatchStrategy as keyof typeof strategy];
  return {
    ...(isWithin(1, Number.MAX_SAFE_INTEGER, concurrency) && { MaxConcurrentTransforms: concurrency }),
    ...(isWithin(0, 100, payload) && { MaxPayloadInMB: payload }),
    ...(named !== undefined && { BatchStrategy: named }),
  };
}

function isWithin(least: number, most: number, value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Worker threads that a job of native containers gets: as many requests as may be under way, but no more than there are cores. */
export function threadsOf(settings: JobSettings): number {
  return Math.max(1, Math.min(availableParallelism(), settings.instances * settings.concurrency));
}
