import type { ModelData } from "../stores/artifacts/source.js";
import type { AsyncDefinition } from "./async/definition.js";
import type { CaptureDefinition } from "./capture/settings.js";

/** The parts of CreateModel's and CreateEndpointConfig's inputs that running them needs, in SageMaker's own member names. */
export interface ContainerDefinition extends ModelData {
  readonly ContainerHostname?: string;
  readonly Image?: string;
  readonly Mode?: "SingleModel" | "MultiModel";
  readonly Environment?: Readonly<Record<string, string>>;
}

export interface ModelDefinition {
  readonly ModelName: string;
  readonly PrimaryContainer?: ContainerDefinition;
  readonly Containers?: readonly ContainerDefinition[];
  readonly InferenceExecutionConfig?: { readonly Mode: "Serial" | "Direct" };
}

export interface VariantDefinition {
  readonly VariantName: string;
  readonly ModelName?: string;
  readonly InitialInstanceCount?: number;
  readonly ServerlessConfig?: ServerlessDefinition;
  readonly InitialVariantWeight?: number;
  readonly ModelDataDownloadTimeoutInSeconds?: number;
  readonly ContainerStartupHealthCheckTimeoutInSeconds?: number;
  readonly RoutingConfig?: { readonly RoutingStrategy: string };
}

export interface ServerlessDefinition {
  readonly MaxConcurrency: number;
  readonly ProvisionedConcurrency?: number;
}

export interface EndpointConfigDefinition {
  readonly AsyncInferenceConfig?: AsyncDefinition;
  readonly DataCaptureConfig?: CaptureDefinition;
  readonly EndpointConfigName: string;
  readonly ProductionVariants: readonly VariantDefinition[];
  readonly ShadowProductionVariants?: readonly VariantDefinition[];
}

/** Production variants, then shadow variants. */
export function variantsOf(config: EndpointConfigDefinition): readonly VariantDefinition[] {
  return [...config.ProductionVariants, ...(config.ShadowProductionVariants ?? [])];
}

/** A model's containers in order, whichever member they were given in. */
export function containersOf(model: ModelDefinition): readonly ContainerDefinition[] {
  return model.PrimaryContainer !== undefined ? [model.PrimaryContainer] : (model.Containers ?? []);
}
