import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpointConfig.html */
export const describeEndpointConfig = operation("DescribeEndpointConfigInput", (context: ControlContext, input) => {
  const { EndpointConfigName: name } = input;
  const record = context.records.get<Shaped<"CreateEndpointConfigInput">>("endpoint-config", name);
  if (record === undefined) throw errors.notFound("endpoint configuration", arnOf(context, "endpoint-config", name));
  return {
    EnableNetworkIsolation: false,
    ...record.document,
    EndpointConfigArn: record.arn,
    CreationTime: record.created,
  };
});
