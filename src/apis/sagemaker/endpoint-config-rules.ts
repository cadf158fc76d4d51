import { errors } from "./errors.js";
import type { Shaped } from "./shape-tables.js";

/** The rules on an endpoint configuration that its shape alone does not say ("ProductionVariant", "Shadow tests" and others). */
export function checkEndpointConfig(config: Shaped<"CreateEndpointConfigInput">): void {
  const { ProductionVariants: variants, ShadowProductionVariants: shadows = [] } = config;
  const names = new Set<string>();
  for (const variant of [...variants, ...shadows]) {
    if (names.has(variant.VariantName)) throw errors.variantTwice(variant.VariantName);
    names.add(variant.VariantName);
    checkVariant(variant);
  }
  if (shadows.length > 1 || (shadows.length === 1 && variants.length !== 1)) throw errors.shadowShape();
}

/** Throws when more instances are to be kept than there may be at work. */
export function checkConcurrency(
  variant: string,
  { MaxConcurrency, ProvisionedConcurrency = 0 }: { MaxConcurrency: number; ProvisionedConcurrency?: number },
): void {
  if (ProvisionedConcurrency > MaxConcurrency) throw errors.provisionedTooMuch(variant);
}

function checkVariant(variant: Shaped<"ProductionVariant">): void {
  const { VariantName: name, InitialInstanceCount: count, InstanceType: type } = variant;
  if (variant.ModelName === undefined) throw errors.variantWithoutModel(name);
  if (variant.ServerlessConfig !== undefined) {
    if (count !== undefined || type !== undefined) throw errors.variantOfBothKinds(name);
    checkConcurrency(name, variant.ServerlessConfig);
  } else if (count === undefined || (type === undefined && variant.InstancePools === undefined)) {
    throw errors.variantWithoutInstances(name);
  }
}
