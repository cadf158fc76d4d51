import { stat } from "node:fs/promises";
import { basename, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { InputObject } from "../transform/storage/storage.js";
import { usageError } from "./errors.js";

/** A folder (empty, or with a slash at its end) and the files in it that are meant, by their paths below it. */
export interface Selection {
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * The files that inputs name: files, folders with all that is in them, patterns (`data/*.csv`). The tree below a folder, or below
 * the part of a pattern that has no wildcard, is kept in the outputs' names. Throws `CliError` when there is none.
 */
export async function inputFiles(inputs: readonly string[]): Promise<InputObject[]> {
  const found = new Map<string, InputObject>();
  for (const input of inputs) {
    const { folder, files } = await selectFiles(input);
    for (const file of files) {
      const path = folder + file;
      const { size } = await stat(path);
      found.set(path, { uri: path, label: path, size, output: `${file}.out` });
    }
  }
  checkOutputs([...found.values()]);
  return [...found.values()];
}

/** The files that one input names. Throws `CliError` when there is none. */
export async function selectFiles(input: string): Promise<Selection> {
  const selection = await select(withSlashes(input));
  if (selection.files.length === 0) throw usageError(`no file matches ${input}`);
  return selection;
}

async function select(input: string): Promise<Selection> {
  const info = await stat(input).catch(() => undefined);
  if (info?.isDirectory()) {
    const folder = input.replace(/\/*$/, "/");
    return { folder, files: await filesOf(folder, "**") };
  }
  const parts = input.split("/");
  if (info !== undefined) return { folder: input.slice(0, -basename(input).length), files: [basename(input)] };
  const wild = parts.findIndex((part) => isDynamicPattern(part));
  if (wild < 0) throw usageError(`there is no file or folder ${input}`);
  const folder = parts
    .slice(0, wild)
    .map((part) => `${part}/`)
    .join("");
  return { folder, files: await filesOf(folder, parts.slice(wild).join("/")) };
}

async function filesOf(folder: string, pattern: string): Promise<string[]> {
  const files = await glob(pattern, { cwd: folder === "" ? "." : folder, expandDirectories: false });
  return files.sort();
}

function checkOutputs(inputs: readonly InputObject[]): void {
  const owners = new Map<string, string>();
  for (const { uri, output } of inputs) {
    const other = owners.get(output);
    if (other !== undefined)
      throw usageError(`${other} and ${uri} would both be written to ${output}: transform them apart`);
    owners.set(output, uri);
  }
}

function withSlashes(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}
