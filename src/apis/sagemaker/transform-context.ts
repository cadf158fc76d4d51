import type { TransformJobRecord } from "../../transform/jobs/document.js";
import type { TransformJobs } from "../../transform/jobs/jobs.js";
import type { JobObjects } from "../../transform/storage/storage.js";
import type { ControlContext } from "./context.js";
import { transformErrors } from "./transform-errors.js";

/** What the operations on transform jobs work on. */
export interface TransformContext extends ControlContext {
  readonly objects: JobObjects;
  readonly transformJobs: TransformJobs;
}

export function findTransformJob(context: TransformContext, name: string): TransformJobRecord {
  const record = context.transformJobs.get(name);
  if (record === undefined) throw transformErrors.notFound(name);
  return record;
}
