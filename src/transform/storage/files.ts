import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inputGone, inputUnreadable } from "../errors.js";
import { gunzipped } from "./gunzip.js";
import type { InputObject, TransformStorage } from "./storage.js";
import { writeBody } from "./write.js";

const chunkBytes = 1024 * 1024;

/** The inputs and outputs of a job as files, for one that runs without a server. */
export function fileStorage(inputs: readonly InputObject[], outputFolder: string, gzip: boolean): TransformStorage {
  return {
    async *list() {
      yield* inputs;
    },

    read({ uri }, onBytes, signal) {
      const bytes = readFile(uri, onBytes, signal);
      return gzip ? gunzipped(uri, bytes) : bytes;
    },

    write(name, body) {
      const path = join(outputFolder, name);
      return writeBody(path, body, (watched) => writeFile(path, watched));
    },
  };
}

async function* readFile(
  path: string,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes, signal })) {
      onBytes((chunk as Buffer).length);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw inputGone(path);
    throw inputUnreadable(path, error instanceof Error ? error.message : String(error), error);
  }
}

/** Removes what processes that were killed have left half-written in a folder of outputs. */
export async function removeParts(outputFolder: string): Promise<void> {
  for (const name of await readdir(outputFolder, { recursive: true }).catch(() => [])) {
    const writer = /\.(?:out|errors\.jsonl)\.(\d+)\.part$/.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) await rm(join(outputFolder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The whole file, on disk, or none: it gets its name when it is complete. */
async function writeFile(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  try {
    const file = await open(part, "w");
    try {
      for await (const chunk of body) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
