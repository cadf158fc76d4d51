import type { ControlContext } from "./context.js";
import { listPage } from "./listing.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpointConfigs.html */
export const listEndpointConfigs = operation("ListEndpointConfigsInput", ({ records }: ControlContext, input) => {
  const { items, NextToken } = listPage(records, "endpoint-config", input, ({ name, arn, created }) => ({
    EndpointConfigName: name,
    EndpointConfigArn: arn,
    CreationTime: created,
  }));
  return { EndpointConfigs: items, NextToken };
});
