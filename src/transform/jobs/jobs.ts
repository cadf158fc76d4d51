import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { insist } from "../../jobs/insist.js";
import { type JobSignals, RunningJobs } from "../../jobs/running-jobs.js";
import type { Tag } from "../../stores/records/record.js";
import type { RecordStore } from "../../stores/records/store.js";
import { reasonOf } from "../engine/failure-reason.js";
import { Journal } from "../engine/journal.js";
import { Progress, type ProgressReport } from "../engine/progress.js";
import type { TransformJob } from "../job.js";
import {
  type TransformJobDocument,
  type TransformJobRecord,
  type TransformJobStatus,
  transformJobKind,
} from "./document.js";
import type { JobOutcome, JobServices } from "./run.js";

export interface TransformJobsOptions extends JobServices {
  readonly records: RecordStore;
  /** Holds the journals of running jobs. */
  readonly folder: string;
  /** Told of what should not happen: a job's journal or status that could not be stored. */
  readonly onFault: (error: unknown) => void;
}

/**
 * The transform jobs of this server. Every status is stored before it is acted on, so that a new process goes on with what ran:
 * objects that were finished stay, the others are done.
 */
export class TransformJobs {
  readonly #options: TransformJobsOptions;
  readonly #running: RunningJobs;
  /** Of the running jobs, by their names in lower case. */
  readonly #progress = new Map<string, Progress>();

  constructor(options: TransformJobsOptions) {
    this.#options = options;
    this.#running = new RunningJobs({
      fail: (name, error) => this.#end(this.get(name)!, "Failed", { failureReason: reasonOf(error) }),
      onFault: options.onFault,
    });
  }

  /** Goes on with the jobs that were running when the last process ended. */
  async restore(): Promise<void> {
    const unfinished = this.#options.records
      .all<TransformJobDocument>(transformJobKind)
      .filter(({ status }) => status === "InProgress" || status === "Stopping");
    const journals = new Set(unfinished.map(({ name }) => name.toLowerCase()));
    for (const file of await readdir(this.#options.folder).catch(() => [])) {
      if (!journals.has(file)) await rm(join(this.#options.folder, file), { force: true });
    }
    for (const record of unfinished) {
      if (record.status === "Stopping") this.#end(record, "Stopped", {});
      else this.#begin(record);
    }
  }

  /** Stores the job and begins it. Throws `RecordExistsError`: the name of a job stays taken for ever. */
  create(job: TransformJob, model: object, arn: string, tags: readonly Tag[]): void {
    const now = new Date();
    const document: TransformJobDocument = { job, model, started: now.getTime() };
    const status: TransformJobStatus = "InProgress";
    const record = {
      kind: transformJobKind,
      name: job.TransformJobName,
      arn,
      status,
      created: now,
      modified: now,
      document,
    };
    this.#options.records.insert(record, tags);
    this.#begin(record);
  }

  get(name: string): TransformJobRecord | undefined {
    return this.#options.records.get<TransformJobDocument>(transformJobKind, name);
  }

  /** How far a job is, or came. */
  progress(name: string): ProgressReport | undefined {
    return this.#progress.get(name.toLowerCase())?.report() ?? this.get(name)?.document.progress;
  }

  /** Stops a job in progress: what is under way is dropped, and no output of an unfinished object is stored. */
  stop(record: TransformJobRecord): void {
    this.#write({ ...record, status: "Stopping" });
    this.#running.stop(record.name);
  }

  /** Resolves when the job has ended, at once when it is not running. */
  ended(name: string): Promise<void> {
    return this.#running.ended(name);
  }

  /** Breaks off all jobs; they go on after the next start. */
  close(): Promise<void> {
    return this.#running.close();
  }

  #begin(record: TransformJobRecord): void {
    const key = record.name.toLowerCase();
    const progress = new Progress();
    this.#progress.set(key, progress);
    this.#running.begin(record.name, (signals) =>
      this.#run(record, progress, signals).finally(() => this.#progress.delete(key)),
    );
  }

  async #run(record: TransformJobRecord, progress: Progress, { stop, closing }: JobSignals): Promise<void> {
    // All the code of transforming, which a server without jobs need not wait for.
    const { runTransformJob } = await import("./run.js");
    const journal = await Journal.open(join(this.#options.folder, record.name.toLowerCase()));
    let outcome: JobOutcome | undefined;
    try {
      outcome = await runTransformJob(record, this.#options, journal, progress, stop);
    } catch {
      if (closing.aborted) return journal.close();
    }
    progress.end();
    const reason = outcome?.failureReason;
    const status = outcome === undefined ? "Stopped" : reason === undefined ? "Completed" : "Failed";
    const more = { progress: progress.report(), ...(reason !== undefined && { failureReason: reason }) };
    await insist(() => this.#end(record, status, more), closing, this.#options.onFault);
    await journal.remove();
  }

  #end(record: TransformJobRecord, status: TransformJobStatus, more: Partial<TransformJobDocument>): void {
    this.#write({ ...record, status, document: { ...record.document, ...more, ended: Date.now() } });
  }

  #write(record: TransformJobRecord): void {
    this.#options.records.update({ ...record, modified: new Date() });
  }
}
