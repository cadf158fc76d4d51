import type { ControlContext } from "./context.js";
import { listPage } from "./listing.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html */
export const listEndpoints = operation("ListEndpointsInput", ({ records }: ControlContext, input) => {
  const { items, NextToken } = listPage(records, "endpoint", input, ({ name, arn, created, modified, status }) => ({
    EndpointName: name,
    EndpointArn: arn,
    CreationTime: created,
    LastModifiedTime: modified,
    EndpointStatus: status,
  }));
  return { Endpoints: items, NextToken };
});
