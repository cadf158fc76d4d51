import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModel.html */
export const describeModel = operation("DescribeModelInput", (context: ControlContext, { ModelName }) => {
  const record = context.records.get<Shaped<"CreateModelInput">>("model", ModelName);
  if (record === undefined) throw errors.notFound("model", arnOf(context, "model", ModelName));
  return { EnableNetworkIsolation: false, ...record.document, CreationTime: record.created, ModelArn: record.arn };
});
