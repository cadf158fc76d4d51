import type { RequestContext } from "../../aws/operation.js";
import type { Endpoints } from "../../endpoints/endpoints.js";
import type { ArtifactCache } from "../../stores/artifacts/cache.js";
import type { RecordStore } from "../../stores/records/store.js";

/** What the operations on models, endpoint configurations, endpoints and tags work on. */
export interface ControlContext extends RequestContext {
  readonly records: RecordStore;
  readonly endpoints: Endpoints;
  readonly artifacts: ArtifactCache;
}
