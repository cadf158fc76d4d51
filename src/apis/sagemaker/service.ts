import type { RequestContext } from "../../aws/operation.js";
import { json } from "../../aws/protocols/json.js";
import type { Service } from "../../aws/service.js";
import type { TrainingContext } from "./context.js";
import * as operations from "./index.js";

/** What the operations find in their context beside what every request brings. */
export type SageMakerDependencies = Omit<TrainingContext, keyof RequestContext>;

/** Amazon SageMaker's control plane: models, endpoint configurations, endpoints, transform jobs, training jobs, tags. */
export function sagemaker(dependencies: SageMakerDependencies): Service {
  return { id: "sagemaker", protocol: json("SageMaker")(operations), bodyLimit: 4 * 1024 * 1024, dependencies };
}
