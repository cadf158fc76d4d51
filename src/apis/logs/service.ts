import { json } from "../../aws/protocols/json.js";
import type { Service } from "../../aws/service.js";
import type { LogReader } from "../../stores/logs.js";
import * as operations from "./index.js";

/** Amazon CloudWatch Logs, as far as it shows what containers and jobs print. */
export function logs(reader: LogReader): Service {
  return {
    id: "logs",
    protocol: json("Logs_20140328")(operations),
    bodyLimit: 1 << 20,
    dependencies: { logs: reader },
  };
}
