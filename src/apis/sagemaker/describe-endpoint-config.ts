import type { ControlContext } from "./context.js";
import { findEndpointConfig } from "./find.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpointConfig.html */
export const describeEndpointConfig = operation("DescribeEndpointConfigInput", (context: ControlContext, input) => {
  const record = findEndpointConfig(context, input.EndpointConfigName);
  return {
    EnableNetworkIsolation: false,
    ...record.document,
    EndpointConfigArn: record.arn,
    CreationTime: record.created,
  };
});
