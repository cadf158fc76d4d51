import type { ResourceRecord } from "../../stores/records/record.js";
import type { TrainingJob } from "../job.js";

export type TrainingJobStatus = "InProgress" | "Completed" | "Failed" | "Stopping" | "Stopped";

export type SecondaryStatus =
  | "Starting"
  | "Downloading"
  | "Training"
  | "Uploading"
  | "Completed"
  | "Failed"
  | "Stopping"
  | "Stopped"
  | "MaxRuntimeExceeded"
  | "Restarting";

/** A secondary status that a job was in; times are milliseconds since 1970. */
export interface Transition {
  readonly status: SecondaryStatus;
  readonly message: string;
  readonly started: number;
  /** Absent while the job is in it. */
  readonly ended?: number;
}

/** The last value that a metric had. */
export interface FinalMetric {
  readonly name: string;
  readonly value: number;
  readonly time: number;
}

/** What is kept of a training job beside its name, status and times; plain JSON. */
export interface TrainingJobDocument {
  /** CreateTrainingJob's request without its tags, with every member it had. */
  readonly job: TrainingJob;
  readonly transitions: readonly Transition[];
  /** Milliseconds since 1970; from when its data was being brought to when it had ended. */
  readonly trainingStarted?: number;
  readonly trainingEnded?: number;
  readonly failureReason?: string;
  readonly metrics?: readonly FinalMetric[];
}

export type TrainingJobRecord = ResourceRecord<TrainingJobDocument>;

export const trainingJobKind = "training-job";
