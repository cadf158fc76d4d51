import { commonErrors } from "../../aws/errors.js";

const { validation } = commonErrors;

/** The kinds of resources that SageMaker's messages on existence speak of, as they call them. */
export type NamedKind = "model" | "endpoint configuration" | "endpoint";

/** What SageMaker's control plane refuses. Clients match on many of these texts; the others are in its manner. */
export const errors = {
  /** Seen in answers of the service. */
  exists: (kind: NamedKind, arn: string) => validation(`Cannot create already existing ${kind} "${arn}".`),
  /** Seen in answers of the service. */
  notFound: (kind: NamedKind, arn: string) => validation(`Could not find ${kind} "${arn}".`),
  /** Seen in answers of the service, DeleteEndpoint's among them. */
  inProgress: (arn: string) => validation(`Cannot update in-progress endpoint "${arn}".`),
  /** In the developer guide: deleting is the only operation on a failed endpoint. */
  failedEndpoint: (arn: string) =>
    validation(`Cannot update failed endpoint "${arn}": the only operation on a failed endpoint is DeleteEndpoint.`),
  /** Seen in answers of the service. */
  twoMultiModel: () =>
    validation("More than one container in MultiModel mode is not supported with inference pipeline."),
  modelDataNotFound: (uri: string) => validation(`Could not find model data at ${uri}.`),
  badLocation: validation,
  bothContainerForms: () =>
    validation("Only one of PrimaryContainer and Containers can be specified, but both were provided."),
  noContainer: () => validation("One of PrimaryContainer and Containers must be specified."),
  noImage: (container: string) =>
    validation(`The ${container} must have an Image: model packages cannot be resolved here.`),
  bothModelDataForms: (container: string) =>
    validation(`The ${container} may have one of ModelDataUrl and ModelDataSource, not both.`),
  prefixWithGzip: (container: string) =>
    validation(`The ${container} has model data of type S3Prefix: its CompressionType must be None.`),
  hostnamesMissing: () => validation("If one container has a ContainerHostname, all containers must have one."),
  hostnameTwice: (hostname: string) => validation(`The ContainerHostname ${hostname} is used more than once.`),
  directNeedsHostnames: () =>
    validation("Every container must have a ContainerHostname when InferenceExecutionConfig's Mode is Direct."),
  directNeedsContainers: () =>
    validation("InferenceExecutionConfig's Mode can be Direct only for a model with more than one container."),
  environmentTooLarge: () => validation("The environment variables of all containers together may have at most 32 KB."),
  tagTwice: (key: string) => validation(`Duplicate tag key found: ${key}`),
  tooManyTags: () => validation("A resource can have at most 50 tags."),
  resourceNotFound: (arn: string) => validation(`Could not find resource "${arn}".`),
  badToken: () => validation("The NextToken is not one that this listing has given out."),
  variantTwice: (name: string) => validation(`Duplicate production variant name found: ${name}`),
  variantWithoutModel: (name: string) =>
    validation(`The production variant ${name} must have a ModelName: inference components are not supported here.`),
  variantWithoutInstances: (name: string) =>
    validation(`The production variant ${name} must have InitialInstanceCount and InstanceType, or ServerlessConfig.`),
  variantOfBothKinds: (name: string) =>
    validation(`The production variant ${name} has a ServerlessConfig, so it can have no instances.`),
  provisionedTooMuch: (name: string) =>
    validation(
      `The ProvisionedConcurrency of the production variant ${name} must not be more than its MaxConcurrency.`,
    ),
  notServerless: (name: string) =>
    validation(`The production variant ${name} has no ServerlessConfig that ServerlessUpdateConfig could change.`),
  shadowShape: () =>
    validation("ShadowProductionVariants can have one variant, beside exactly one production variant."),
  oneUpdatePolicy: () =>
    validation("DeploymentConfig must have exactly one of BlueGreenUpdatePolicy and RollingUpdatePolicy."),
  stepSize: (type: string, member: string) =>
    validation(`TrafficRoutingConfiguration of type ${type} must have ${member}.`),
  stepShare: (member: string, least: number) =>
    validation(`${member} must be between ${least} and 50 percent of the fleet's capacity.`),
  unknownVariant: (name: string, arn: string) => validation(`Could not find variant "${name}" of endpoint "${arn}".`),
  weightsTwice: (name: string) => validation(`Duplicate variant name found in DesiredWeightsAndCapacities: ${name}`),
};
