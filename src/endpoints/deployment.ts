import { stageNames } from "../pipeline/stage.js";
import { type ArtifactSource, sourceOf } from "../stores/artifacts/source.js";
import {
  containersOf,
  type EndpointConfigDefinition,
  type ModelDefinition,
  type ServerlessDefinition,
  variantsOf,
} from "./definitions.js";

/**
 * All that is needed to run an endpoint, as plain JSON. Copies, since SageMaker lets a configuration and its models be deleted
 * while an endpoint goes on serving them; the digests make a restart serve the very artifacts that served before it.
 */
export interface Deployment {
  readonly config: EndpointConfigDefinition;
  readonly models: Readonly<Record<string, ModelDefinition>>;
  /** By variant: what the configuration says until UpdateEndpointWeightsAndCapacities says otherwise. */
  readonly desired: Readonly<Record<string, Desired>>;
  /** By model: the artifact digest of each container, null where it has none; filled in when it has been fetched. */
  readonly digests: Readonly<Record<string, readonly (string | null)[]>>;
}

export interface Desired {
  readonly weight: number;
  readonly instanceCount: number;
  /** In place of the configuration's ServerlessConfig. */
  readonly serverless?: ServerlessDefinition;
}

/** One variant of a deployment, with SageMaker's defaults filled in. */
export interface VariantPlan {
  readonly name: string;
  readonly model: string;
  readonly mode: "Serial" | "Direct";
  readonly routing: "RANDOM" | "LEAST_OUTSTANDING_REQUESTS";
  readonly weight: number;
  readonly instanceCount: number;
  readonly serverless?: ServerlessDefinition;
  readonly startupTimeoutMs: number;
  readonly containers: readonly ContainerPlan[];
}

export interface ContainerPlan {
  /** `primary`, `container-N` or the ContainerHostname. */
  readonly name: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly multiModel: boolean;
  readonly source: ArtifactSource | undefined;
  readonly digest: string | undefined;
}

/** How long the developer guide gives a container to answer `/ping` for the first time. */
const defaultStartupSeconds = 4 * 60;

export function deploymentOf(config: EndpointConfigDefinition, models: readonly ModelDefinition[]): Deployment {
  return {
    config,
    models: Object.fromEntries(models.map((model) => [model.ModelName, model])),
    desired: Object.fromEntries(
      variantsOf(config).map((variant) => [
        variant.VariantName,
        { weight: variant.InitialVariantWeight ?? 1, instanceCount: variant.InitialInstanceCount ?? 1 },
      ]),
    ),
    digests: {},
  };
}

/** Over all production variants. */
export function instancesOf({ config, desired }: Deployment): number {
  return config.ProductionVariants.reduce((sum, { VariantName }) => sum + desired[VariantName].instanceCount, 0);
}

export function variantPlans(deployment: Deployment): VariantPlan[] {
  return variantsOf(deployment.config).map((variant) => {
    const model = deployment.models[variant.ModelName!];
    return {
      name: variant.VariantName,
      model: model.ModelName,
      mode: model.InferenceExecutionConfig?.Mode ?? "Serial",
      routing: variant.RoutingConfig?.RoutingStrategy === "RANDOM" ? "RANDOM" : "LEAST_OUTSTANDING_REQUESTS",
      ...(variant.ServerlessConfig && { serverless: variant.ServerlessConfig }),
      ...deployment.desired[variant.VariantName],
      startupTimeoutMs: (variant.ContainerStartupHealthCheckTimeoutInSeconds ?? defaultStartupSeconds) * 1000,
      containers: containerPlans(model, deployment.digests[model.ModelName]),
    };
  });
}

/** The containers of a model in order. */
export function containerPlans(model: ModelDefinition, digests?: readonly (string | null)[]): ContainerPlan[] {
  const definitions = containersOf(model);
  const names = stageNames(definitions.map((definition) => definition.ContainerHostname));
  return definitions.map((definition, index) => ({
    name: names[index],
    image: definition.Image ?? "",
    environment: definition.Environment ?? {},
    multiModel: definition.Mode === "MultiModel",
    source: sourceOf(definition),
    digest: digests?.[index] ?? undefined,
  }));
}
