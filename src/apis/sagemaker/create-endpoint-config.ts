import { RecordExistsError } from "../../stores/records/record.js";
import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { checkEndpointConfig } from "./endpoint-config-rules.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import { newTags } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html */
export const createEndpointConfig = operation("CreateEndpointConfigInput", (context: ControlContext, input) => {
  const { Tags, ...config } = input;
  const { EndpointConfigName: name } = config;
  const arn = arnOf(context, "endpoint-config", name);
  checkEndpointConfig(config);
  for (const { ModelName } of [...config.ProductionVariants, ...(config.ShadowProductionVariants ?? [])]) {
    if (!context.records.get("model", ModelName!)) throw errors.notFound("model", arnOf(context, "model", ModelName!));
  }
  const withWeights = (variants: typeof config.ProductionVariants) =>
    variants.map((variant) => ({ ...variant, InitialVariantWeight: variant.InitialVariantWeight ?? 1 }));
  const document = {
    ...config,
    ProductionVariants: withWeights(config.ProductionVariants),
    ...(config.ShadowProductionVariants && { ShadowProductionVariants: withWeights(config.ShadowProductionVariants) }),
  };
  const now = new Date();
  const record = { kind: "endpoint-config", name, arn, status: "", created: now, modified: now, document };
  try {
    context.records.insert(record, newTags(Tags));
  } catch (error) {
    throw error instanceof RecordExistsError ? errors.exists("endpoint configuration", arn) : error;
  }
  return { EndpointConfigArn: arn };
});
