import type { ContainerSpec } from "../runtime.js";
import type { Manifest } from "./manifest.js";
import type { Ports } from "./ports.js";

/** Of this process's own variables a container gets only what programs need to run at all: no keys, no configuration. */
const inherited = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "VIRTUAL_ENV", "JAVA_HOME"];

/**
 * What SageMaker sets for a container of an inference pipeline ("Run a real-time prediction with an inference pipeline"), the
 * manifest's variables, and the container definition's. `SM_MODEL_DIR` stands for `/opt/ml/model`, which a process that is not
 * in a container cannot have at that place.
 */
export function environmentOf(spec: ContainerSpec, manifest: Manifest, ports: Ports): Record<string, string> {
  return {
    ...inheritedEnvironment(),
    ...manifest.environment,
    ...spec.environment,
    SAGEMAKER_BIND_TO_PORT: String(ports.bind),
    SAGEMAKER_SAFE_PORT_RANGE: `${ports.safe.first}-${ports.safe.last}`,
    ...(spec.modelFolder !== undefined && { SM_MODEL_DIR: spec.modelFolder }),
  };
}

export function inheritedEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
