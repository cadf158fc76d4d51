import { readFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const manifestName = "kakehi-container.json";

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

/** Reads a folder's manifest. Throws an `Error` that names the file and the member that is wrong. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new Error(`the container folder ${folder} has no readable ${manifestName}`, { cause: error });
  }
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const { command, environment = {}, workingFolder = "." } = json ?? {};
  if (!isStrings(command) || command.length === 0) throw new Error(`${path}: "command" must be a list of strings`);
  if (!isRecord(environment)) throw new Error(`${path}: "environment" must map names to strings`);
  if (typeof workingFolder !== "string") throw new Error(`${path}: "workingFolder" must be a string`);
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
