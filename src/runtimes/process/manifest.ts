import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "../runtime.js";
import { folderErrors } from "./errors.js";

const manifestName = "kakehi-container.json";

/** What `kakehi-container.json` in a container's folder says: how to start it as a process. */
export interface Manifest {
  /** Program and arguments; `serve` (or `train`) is appended, as SageMaker does. */
  readonly command: readonly string[];
  /** Variables beside SageMaker's and the container definition's; the definition wins. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute; the container's own folder unless the manifest names another. */
  readonly workingFolder: string;
}

/** The folder that an image of the form `file:<folder>` names, or undefined for another kind of image. */
export function folderOf(image: string): string | undefined {
  if (!image.startsWith("file:")) return undefined;
  return image.startsWith("file://") ? fileURLToPath(image) : resolve(image.slice("file:".length));
}

/** The manifest of the folder that stands for an image. Throws `StartError` for `container` that says what is wrong with it. */
export async function manifestOf(container: string, image: string, folder: string): Promise<Manifest> {
  try {
    const found = await stat(folder).catch(() => undefined);
    if (!found?.isDirectory()) throw folderErrors.notAFolder(image, folder);
    return await readManifest(folder);
  } catch (error) {
    throw new StartError(container, (error as Error).message, { cause: error });
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw folderErrors.noManifest(folder, manifestName, error);
  }
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw folderErrors.notJson(path, error);
  }
  const { command, environment = {}, workingFolder = "." } = json ?? {};
  if (!isStrings(command) || command.length === 0) throw folderErrors.member(path, "command", "be a list of strings");
  if (!isRecord(environment)) throw folderErrors.member(path, "environment", "map names to strings");
  if (typeof workingFolder !== "string") throw folderErrors.member(path, "workingFolder", "be a string");
  return {
    command,
    environment,
    workingFolder: isAbsolute(workingFolder) ? workingFolder : join(folder, workingFolder),
  };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRecord(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && isStrings(Object.values(value));
}
