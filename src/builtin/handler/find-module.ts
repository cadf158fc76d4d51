import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startErrors } from "./errors.js";

const extensions = ["mjs", "js", "cjs"];
const candidates = ["handler", "index"].flatMap((name) => extensions.map((extension) => `${name}.${extension}`));

/** Whether an image is the `file:` URI of a JavaScript module. */
export function isModuleUri(image: string): boolean {
  return image.startsWith("file:") && extensions.some((extension) => image.endsWith(`.${extension}`));
}

/**
 * The URL of a handler's module: the image itself where that is a `file:` URI; otherwise what `SAGEMAKER_PROGRAM` names, or
 * `handler.*` or `index.*`, in the model archive or its `code/` folder. Throws an `Error` that tells where was looked.
 */
export async function findModule(
  image: string,
  modelFolder: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  if (isModuleUri(image)) {
    const path = image.startsWith("file://") ? fileURLToPath(image) : resolve(image.slice("file:".length));
    if (await isFile(path)) return pathToFileURL(path).href;
    throw startErrors.noModule(path);
  }
  if (modelFolder === undefined) throw startErrors.noArchive();
  const names = environment.SAGEMAKER_PROGRAM === undefined ? candidates : [environment.SAGEMAKER_PROGRAM];
  const paths = ["", "code"].flatMap((folder) => names.map((name) => join(folder, name)));
  for (const path of paths) {
    if (await isFile(join(modelFolder, path))) return pathToFileURL(join(modelFolder, path)).href;
  }
  throw startErrors.noModuleInArchive(paths);
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}
