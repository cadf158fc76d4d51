import type { RequestContext } from "../../aws/operation.js";
import type { Endpoints } from "../../endpoints/endpoints.js";
import type { ArtifactCache } from "../../stores/artifacts/cache.js";
import type { RecordStore } from "../../stores/records/store.js";
import type { TrainingJobs } from "../../training/jobs/jobs.js";
import type { TransformJobs } from "../../transform/jobs/jobs.js";
import type { JobObjects } from "../../transform/storage/storage.js";

/** What the operations on models, endpoint configurations, endpoints and tags work on. */
export interface ControlContext extends RequestContext {
  readonly records: RecordStore;
  readonly endpoints: Endpoints;
  readonly artifacts: ArtifactCache;
}

/** What the operations on transform jobs work on. */
export interface TransformContext extends ControlContext {
  readonly objects: JobObjects;
  readonly transformJobs: TransformJobs;
}

/** What the operations on training jobs work on. */
export interface TrainingContext extends TransformContext {
  readonly trainingJobs: TrainingJobs;
}
