import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TensorData } from "./elements.js";
import { startErrors } from "./errors.js";

/** What is used of onnxruntime's JavaScript interface, which its native and its WebAssembly package share. */
export interface OnnxRuntime {
  readonly Tensor: new (type: string, data: TensorData, dimensions: readonly number[]) => OnnxTensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: object): Promise<OnnxSession>;
  };
}

export interface OnnxTensor {
  readonly type: string;
  readonly data: ArrayLike<number | bigint | string | boolean>;
  readonly dims: readonly number[];
}

export interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>, fetches: readonly string[]): Promise<Record<string, OnnxTensor>>;
}

const packages = ["onnxruntime-node", "onnxruntime-web"];

/**
 * Loads onnxruntime from where it is installed: beside this package, or in the folder that the server was started from.
 * @throws Error telling how to install it
 */
export async function loadRuntime(): Promise<OnnxRuntime> {
  const here = createRequire(import.meta.url);
  const there = createRequire(join(process.cwd(), "package.json"));
  for (const name of packages) {
    for (const require of [here, there]) {
      const path = resolveFrom(require, name);
      if (path === undefined) continue;
      const module = (await import(pathToFileURL(path).href)) as { default?: OnnxRuntime } & OnnxRuntime;
      return module.InferenceSession === undefined ? module.default! : module;
    }
  }
  throw startErrors.noRuntime(packages);
}

function resolveFrom(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
