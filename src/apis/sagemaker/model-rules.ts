import { containersOf, type ModelDefinition } from "../../endpoints/definitions.js";
import { errors } from "./errors.js";
import type { Shaped } from "./shape-tables.js";

/** All containers together, names and values. */
const environmentLimit = 32 * 1024;

/** The rules on a model that its shape alone does not say ("Inference pipelines", "ContainerDefinition" and others). */
export function checkModel(model: Shaped<"CreateModelInput">): void {
  const { PrimaryContainer: primary, Containers: pipeline = [] } = model;
  if (primary !== undefined && pipeline.length > 0) throw errors.bothContainerForms();
  const containers = primary !== undefined ? [primary] : pipeline;
  if (containers.length === 0) throw errors.noContainer();
  if (containers.filter(({ Mode }) => Mode === "MultiModel").length > 1) throw errors.twoMultiModel();
  for (const [index, container] of containers.entries()) {
    checkContainer(container, primary !== undefined ? "primary container" : `container ${index + 1}`);
  }
  checkHostnames(model);
  const variables = containers.flatMap(({ Environment = {} }) => Object.entries(Environment));
  const size = variables.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > environmentLimit) throw errors.environmentTooLarge();
}

function checkContainer(container: Shaped<"ContainerDefinition">, place: string): void {
  if (container.Image === undefined) throw errors.noImage(place);
  const source = container.ModelDataSource?.S3DataSource;
  if (container.ModelDataUrl !== undefined && source !== undefined) throw errors.bothModelDataForms(place);
  if (source?.S3DataType === "S3Prefix" && source.CompressionType === "Gzip") throw errors.prefixWithGzip(place);
}

function checkHostnames(model: ModelDefinition): void {
  const direct = model.InferenceExecutionConfig?.Mode === "Direct";
  const containers = containersOf(model);
  if (direct && (model.Containers === undefined || containers.length < 2)) throw errors.directNeedsContainers();
  // The host name of a primary container is ignored.
  if (model.Containers === undefined) return;
  const names = containers.flatMap(({ ContainerHostname }) => ContainerHostname ?? []);
  if (direct && names.length < containers.length) throw errors.directNeedsHostnames();
  if (names.length > 0 && names.length < containers.length) throw errors.hostnamesMissing();
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw errors.hostnameTwice(twice);
}
