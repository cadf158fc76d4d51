import { stat } from "node:fs/promises";
import { inOptMl } from "../../pipeline/opt-ml.js";
import { type FolderFile, filesBelow } from "../../stores/artifacts/pack.js";
import { joinKey, parseS3Uri } from "../../stores/objects/s3-uri.js";
import type { ObjectStore } from "../../stores/objects.js";
import type { TrainingJob } from "../job.js";
import { putFiles } from "./upload.js";

const intervalMs = 10_000;

/** Stores a job's checkpoints while it runs. `finish` stores what is left, and ends it. */
export interface CheckpointSync {
  finish(): Promise<void>;
}

/** @param warn takes what went wrong with storing some; they are tried again. */
export function syncCheckpoints(
  objects: Pick<ObjectStore, "put">,
  job: TrainingJob,
  folder: string,
  warn: (message: string) => void,
): CheckpointSync {
  if (job.CheckpointConfig === undefined) return { finish: async () => {} };
  const { S3Uri, LocalPath } = job.CheckpointConfig;
  const { bucket, key } = parseS3Uri(S3Uri)!;
  const prefix = { bucket, key: joinKey(key, "") };
  const stored = new Map<string, string>();
  const store = async (file: FolderFile) => {
    const version = await versionOf(file);
    if (version === undefined || stored.get(file.path) === version) return;
    try {
      await putFiles(objects, prefix, [file]);
      stored.set(file.path, version);
    } catch (error) {
      warn(`the checkpoint ${file.path}: ${(error as Error).message}`);
    }
  };
  const sync = async () => {
    const files = await filesBelow(inOptMl(folder, LocalPath)).catch((error: Error) => {
      warn(`the checkpoints: ${error.message}`);
      return [];
    });
    for (const file of files) await store(file);
  };
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(sync);
  }, intervalMs);
  return {
    finish: () => {
      clearInterval(timer);
      return last.then(sync);
    },
  };
}

/** Changes with the file; none for a file that is being written, or is gone again. */
async function versionOf({ path, file }: FolderFile): Promise<string | undefined> {
  if (path.endsWith(".tmp")) return undefined;
  return stat(file).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => undefined,
  );
}
