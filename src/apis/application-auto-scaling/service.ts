import { json } from "../../aws/protocols/json.js";
import type { Service } from "../../aws/service.js";
import type { Endpoints } from "../../endpoints/endpoints.js";
import type { RecordStore } from "../../stores/records/store.js";
import * as operations from "./index.js";

/** Application Auto Scaling, for the variants of endpoints. */
export function applicationAutoScaling(dependencies: { records: RecordStore; endpoints: Endpoints }): Service {
  return {
    id: "application-autoscaling",
    protocol: json("AnyScaleFrontendService")(operations),
    bodyLimit: 1 << 20,
    dependencies,
  };
}
