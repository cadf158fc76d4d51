import type { TrainingJobRecord } from "../../training/jobs/document.js";
import type { TrainingJobs } from "../../training/jobs/jobs.js";
import { trainingErrors } from "./training-errors.js";
import type { TransformContext } from "./transform-context.js";

/** What the operations on training jobs work on. */
export interface TrainingContext extends TransformContext {
  readonly trainingJobs: TrainingJobs;
}

export function findTrainingJob(context: TrainingContext, name: string): TrainingJobRecord {
  const record = context.trainingJobs.get(name);
  if (record === undefined) throw trainingErrors.notFound();
  return record;
}
