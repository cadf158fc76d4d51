import type { ControlContext } from "./context.js";
import { findModel } from "./find.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModel.html */
export const describeModel = operation("DescribeModelInput", (context: ControlContext, { ModelName }) => {
  const record = findModel(context, ModelName);
  return { EnableNetworkIsolation: false, ...record.document, CreationTime: record.created, ModelArn: record.arn };
});
