import { rm } from "node:fs/promises";
import { join } from "node:path";
import { insist } from "../../jobs/insist.js";
import { type JobSignals, RunningJobs } from "../../jobs/running-jobs.js";
import type { TrainingRuntime } from "../../runtimes/runtime.js";
import type { LogWriter } from "../../stores/logs.js";
import type { Tag } from "../../stores/records/record.js";
import type { RecordStore } from "../../stores/records/store.js";
import { ruleErrors } from "../errors.js";
import type { TrainingJob } from "../job.js";
import {
  type SecondaryStatus,
  type TrainingJobDocument,
  type TrainingJobRecord,
  type TrainingJobStatus,
  trainingJobKind,
} from "./document.js";
import { trainingLog } from "./log.js";
import { MetricCollector } from "./metrics.js";
import { runTraining, type TrainingObjects, type TrainingOutcome } from "./run.js";
import { enter } from "./transitions.js";

export interface TrainingJobsOptions {
  readonly records: RecordStore;
  readonly objects: TrainingObjects;
  readonly logs: LogWriter;
  /** Holds the folders of running jobs. */
  readonly folder: string;
  /** In the order in which they are asked. */
  readonly runtimes: readonly TrainingRuntime[];
  /** Told of what should not happen: a job's status that could not be stored, a folder that could not be removed. */
  readonly onFault: (error: unknown) => void;
}

/** The training jobs of this server. Every status is stored as it is entered; what a new process finds running begins again. */
export class TrainingJobs {
  readonly #options: TrainingJobsOptions;
  readonly #running: RunningJobs;

  constructor(options: TrainingJobsOptions) {
    this.#options = options;
    this.#running = new RunningJobs({
      fail: (name) => void this.#enter(this.get(name)!, "Failed", "Failed", { failureReason: internalError }),
      onFault: options.onFault,
    });
  }

  get runtimes(): readonly TrainingRuntime[] {
    return this.#options.runtimes;
  }

  /** Begins again with the jobs that were running when the last process ended; checkpoints save what they had done. */
  async restore(): Promise<void> {
    await this.#remove(this.#options.folder);
    for (const record of this.#options.records.all<TrainingJobDocument>(trainingJobKind)) {
      if (record.status === "Stopping") this.#enter(record, "Stopped", "Stopped", { trainingEnded: Date.now() });
      else if (record.status === "InProgress") this.#begin(this.#enter(record, "InProgress", "Restarting"));
    }
  }

  /** Stores the job and begins it. Throws `RecordExistsError`: the name of a job stays taken for ever. */
  create(job: TrainingJob, arn: string, tags: readonly Tag[]): void {
    const now = new Date();
    const record: TrainingJobRecord = {
      kind: trainingJobKind,
      name: job.TrainingJobName,
      arn,
      status: "InProgress",
      created: now,
      modified: now,
      document: { job, transitions: enter([], "Starting", now.getTime()) },
    };
    this.#options.records.insert(record, tags);
    this.#begin(record);
  }

  get(name: string): TrainingJobRecord | undefined {
    return this.#options.records.get<TrainingJobDocument>(trainingJobKind, name);
  }

  /** Stops a job in progress: its container gets SIGTERM, and what it leaves as its model is stored. */
  stop(record: TrainingJobRecord): void {
    this.#enter(record, "Stopping", "Stopping");
    this.#running.stop(record.name);
  }

  /** Resolves when the job has ended, at once when it is not running. */
  ended(name: string): Promise<void> {
    return this.#running.ended(name);
  }

  /** Breaks off all jobs; they begin again after the next start. */
  close(): Promise<void> {
    return this.#running.close();
  }

  #begin(record: TrainingJobRecord): void {
    this.#running.begin(record.name, (signals) => this.#run(record, signals));
  }

  async #run(record: TrainingJobRecord, signals: JobSignals): Promise<void> {
    const { stop, closing } = signals;
    const { name, arn } = record;
    const { job } = record.document;
    const started = Date.now();
    // Never that of an earlier run, whose container may outlive its server for some seconds.
    const folder = join(this.#options.folder, `${name.toLowerCase()}-${started}`);
    const image = job.AlgorithmSpecification!.TrainingImage!;
    const runtime = this.#options.runtimes.find((candidate) => candidate.accepts(image));
    if (runtime === undefined) {
      const failureReason = `ClientError: ${ruleErrors.noRuntime(image).message}`; // there was when the job was created
      this.#enter(record, "Failed", "Failed", { failureReason });
      return;
    }
    const metrics = new MetricCollector(
      runtime.metricDefinitions(image) ?? job.AlgorithmSpecification!.MetricDefinitions ?? [],
    );
    const log = trainingLog(this.#options.logs, name, started);
    const entered = (status: SecondaryStatus) => {
      if (!stop.aborted) this.#enter(this.get(name)!, "InProgress", status, { trainingStarted: started });
    };
    const { objects } = this.#options;
    let outcome: TrainingOutcome = {};
    try {
      outcome = await runTraining({ job, arn, folder, runtime, objects, metrics, log, entered, signals });
    } catch {
      // It was stopped before it ran.
    }
    await this.#remove(folder);
    if (closing.aborted) return;
    const { failureReason } = outcome;
    const more = {
      trainingEnded: Date.now(),
      metrics: metrics.final(),
      ...(failureReason !== undefined && { failureReason }),
    };
    const [status, secondary] = endingOf(outcome, stop);
    await insist(() => this.#enter(this.get(name)!, status, secondary, more), closing, this.#options.onFault);
  }

  /** A process that outlives its job or its server may still be writing there; what it leaves goes with the next start. */
  async #remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(this.#options.onFault);
  }

  #enter(
    record: TrainingJobRecord,
    status: TrainingJobStatus,
    secondary: SecondaryStatus,
    more: Partial<TrainingJobDocument> = {},
  ): TrainingJobRecord {
    const modified = new Date();
    const transitions = enter(record.document.transitions, secondary, modified.getTime());
    const entered = { ...record, status, modified, document: { ...record.document, ...more, transitions } };
    this.#options.records.update(entered);
    return entered;
  }
}

const internalError = "InternalServerError: We encountered an internal error. Please try again.";

function endingOf(outcome: TrainingOutcome, stop: AbortSignal): [TrainingJobStatus, SecondaryStatus] {
  if (outcome.failureReason !== undefined) return ["Failed", "Failed"];
  if (stop.aborted) return ["Stopped", "Stopped"];
  if (outcome.ranTooLong) return ["Stopped", "MaxRuntimeExceeded"];
  return ["Completed", "Completed"];
}
