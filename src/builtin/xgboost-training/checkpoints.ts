import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Model, readModel, writeModel } from "../../xgboost/index.js";
import type { ModelProfile } from "./versions.js";

const prefix = "xgboost-checkpoint";
/** How many of the newest are kept. */
const kept = 5;

/** The models that a training leaves after each round, to go on from after a break. */
export interface Checkpoints {
  /** The newest model, if there is any: a training goes on from it. */
  load(): Promise<{ model: Model; path: string; rounds: number } | undefined>;
  save(round: number, model: Model): Promise<void>;
}

/** Checkpoints in a folder, named `xgboost-checkpoint.<round>` as the container names them. */
export function checkpointsIn(folder: string, profile: ModelProfile): Checkpoints {
  const rounds = async () => {
    const names = existsSync(folder) ? await readdir(folder) : [];
    const found = names.map((name) => new RegExp(`^${prefix}\\.(\\d+)$`).exec(name)?.[1]);
    return found.filter((round) => round !== undefined).map(Number);
  };
  return {
    async load() {
      const found = await rounds();
      if (found.length === 0) return undefined;
      const last = Math.max(...found);
      const path = join(folder, `${prefix}.${last}`);
      return { model: readModel(await readFile(path)), path, rounds: last + 1 };
    },
    async save(round, model) {
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, `${prefix}.${round}`), writeModel(model, profile.format));
      for (const old of await rounds()) {
        const path = join(folder, `${prefix}.${old}`);
        const isUploading = existsSync(`${path}.sagemaker-uploading`) && !existsSync(`${path}.sagemaker-uploaded`);
        if (old <= round - kept && !isUploading) await rm(path, { force: true });
      }
    },
  };
}

/** Writes a file so that whoever reads it meanwhile finds the old one or the new one. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.tmp`, bytes);
  await rename(`${path}.tmp`, path);
}
