import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { checkEndpointConfig } from "./endpoint-config-rules.js";
import { errors } from "./errors.js";
import { findModel } from "./find.js";
import { operation } from "./operation.js";
import { storeNew } from "./store-new.js";
import { newTags } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html */
export const createEndpointConfig = operation("CreateEndpointConfigInput", (context: ControlContext, input) => {
  const { Tags, ...config } = input;
  const { EndpointConfigName: name } = config;
  const arn = arnOf(context, "endpoint-config", name);
  checkEndpointConfig(config);
  for (const { ModelName } of [...config.ProductionVariants, ...(config.ShadowProductionVariants ?? [])]) {
    findModel(context, ModelName!);
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
  const taken = () => errors.exists("endpoint configuration", arn);
  storeNew(() => context.records.insert(record, newTags(Tags)), taken);
  return { EndpointConfigArn: arn };
});
