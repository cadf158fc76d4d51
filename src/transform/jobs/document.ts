import type { ResourceRecord } from "../../stores/records/record.js";
import type { ProgressReport } from "../engine/progress.js";
import type { TransformJob } from "../job.js";

export type TransformJobStatus = "InProgress" | "Completed" | "Failed" | "Stopping" | "Stopped";

/** What is kept of a transform job beside its name, status and times; plain JSON. */
export interface TransformJobDocument {
  /** CreateTransformJob's request without its tags, with every member it had. */
  readonly job: TransformJob;
  /** The model as it was when the job was created: it may be deleted since. */
  readonly model: object;
  /** Milliseconds since 1970; absent until the job has begun, and until it has ended. */
  readonly started?: number;
  readonly ended?: number;
  readonly failureReason?: string;
  /** How far the job came; absent while it runs. */
  readonly progress?: ProgressReport;
}

export type TransformJobRecord = ResourceRecord<TransformJobDocument>;

export const transformJobKind = "transform-job";
