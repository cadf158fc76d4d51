import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { ArchiveError } from "../bytes/errors.js";
import { type Bundle, describe, drawSvg, drawText, loadBundle, MleapError } from "../mleap/index.js";
import { XgboostError } from "../xgboost/errors.js";
import { readArtifact } from "./artifact.js";
import { CliError, usageError } from "./errors.js";
import { describeModel, modelText } from "./inspect-model.js";

interface Options {
  readonly json: boolean;
  readonly svg?: string;
}

/** `kakehi inspect`: what is in a model archive. */
export function inspect(program: Command): void {
  program
    .command("inspect <model>")
    .description(
      "show what a model archive, folder or file holds: a bundle's ops and columns, a model's trees and features",
    )
    .option("--json", "print JSON for programs", false)
    .option("--svg <file>", "draw a bundle's graph into this file")
    .action(run);
}

async function run(path: string, { json, svg }: Options): Promise<void> {
  try {
    const files = await readArtifact(path);
    const names = [...files.keys()];
    if (names.some((name) => /(^|\/)bundle\.json$/.test(name) || name.endsWith(".zip"))) {
      return await showBundle(await loadBundle(files), json, svg);
    }
    if (svg !== undefined) throw usageError("--svg draws the graph of an MLeap bundle; this is none");
    const models = names.filter((name) => !name.startsWith(".")).map((name) => [name, files.get(name)!] as const);
    if (models.length === 0) throw usageError(`${path} is empty`);
    const described = models.map(([name, bytes]) => ({ file: name, ...describeModel(bytes) }));
    console.log(json ? JSON.stringify(described, null, 2) : described.map(modelText).join("\n\n"));
  } catch (error) {
    if (error instanceof XgboostError) {
      throw new CliError(`${path} holds no MLeap bundle, and no XGBoost model: ${error.message}`, { cause: error });
    }
    if (error instanceof MleapError || error instanceof ArchiveError) {
      throw new CliError(`${path}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function showBundle(bundle: Bundle, json: boolean, svg: string | undefined): Promise<void> {
  const description = describe(bundle);
  if (svg !== undefined) await writeFile(svg, drawSvg(description));
  if (json) console.log(JSON.stringify({ kind: "mleap", ...description }, null, 2));
  else if (svg === undefined) process.stdout.write(drawText(description));
}
