import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPredictor } from "../../xgboost/predict/create-predictor.js";
import type { Predictor } from "../../xgboost/predict/predictor.js";
import { readModel } from "../../xgboost/read/read-model.js";
import { startErrors } from "./errors.js";

/** The models of an archive: one, or an ensemble. */
export interface LoadedModels {
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** The first is a pickled Booster, for which the container counts columns more strictly. */
  readonly pickled: boolean;
}

const pickleProtocol = 0x80;

/**
 * Loads every regular file directly in the folder, whatever its name, unless it begins with a dot; `ensemble` off, only the first.
 * @throws Error naming the file that is no model
 */
export async function loadModels(folder: string, ensemble: boolean): Promise<LoadedModels> {
  const files = (await readdir(folder, { withFileTypes: true })).filter(isModelFile).map(({ name }) => name);
  const names = files.sort().slice(0, ensemble ? files.length : 1);
  const [first, ...others] = await Promise.all(names.map((name) => load(folder, name)));
  if (first === undefined) throw startErrors.noModelFile();
  return { predictors: [first.predictor, ...others.map(({ predictor }) => predictor)], pickled: first.pickled };
}

function isModelFile(entry: Dirent): boolean {
  return entry.isFile() && !entry.name.startsWith(".");
}

async function load(folder: string, name: string): Promise<{ predictor: Predictor; pickled: boolean }> {
  const bytes = await readFile(join(folder, name));
  try {
    return { predictor: createPredictor(readModel(bytes)), pickled: bytes[0] === pickleProtocol };
  } catch (error) {
    throw startErrors.badModel(name, error);
  }
}
