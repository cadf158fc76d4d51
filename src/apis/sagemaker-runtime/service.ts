import { restJson } from "../../aws/protocols/rest-json.js";
import type { Service } from "../../aws/service.js";
import type { RuntimeServices } from "./context.js";
import * as operations from "./index.js";

/** Amazon SageMaker Runtime. `bodyLimit` is in bytes; the API model's is 6 291 456. */
export function sagemakerRuntime(dependencies: RuntimeServices, bodyLimit: number): Service {
  return { id: "sagemaker-runtime", protocol: restJson(operations), bodyLimit, dependencies };
}
