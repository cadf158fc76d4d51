import { setTimeout as sleep } from "node:timers/promises";
import { ObjectError } from "../../stores/objects/errors.js";
import { oneChunk } from "../../stores/objects/one-chunk.js";
import { outputFailed, outputRefused, TransformError } from "../errors.js";

/**
 * Runs a store's write and tells its failures from those of the body: what the body throws comes back as it is, the store's own
 * as `TransformError` (output-failed when another attempt may do better, else output-refused).
 */
export async function writeBody(
  uri: string,
  body: AsyncIterable<Uint8Array>,
  store: (body: AsyncIterable<Uint8Array>) => Promise<unknown>,
): Promise<void> {
  let own: { readonly error: unknown } | undefined;
  async function* watched() {
    try {
      yield* body;
    } catch (error) {
      own = { error };
      throw error;
    }
  }
  try {
    await store(watched());
  } catch (error) {
    if (own !== undefined) throw own.error;
    if (error instanceof ObjectError) throw outputRefused("ClientError", uri, error.message, error);
    const why = hopelessReason(error);
    if (why !== undefined) throw outputRefused("InternalServerError", uri, why, error);
    throw outputFailed(uri, error instanceof Error ? error.message : String(error), error);
  }
}

/** As `writeBody`, for a text that is at hand: tried again, twice, where that may help. */
export async function writeText(
  uri: string,
  text: string,
  store: (body: AsyncIterable<Uint8Array>) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeBody(uri, oneChunk(Buffer.from(text)), store);
    } catch (error) {
      const passing = error instanceof TransformError && error.code === "output-failed";
      if (!passing || attempt === 3) throw error;
      await sleep(200 * 4 ** (attempt - 1), undefined, { signal });
    }
  }
}

/** Why writing again would not help, in words; undefined where it might. */
export function hopelessReason(error: unknown): string | undefined {
  return hopeless[(error as NodeJS.ErrnoException)?.code ?? ""];
}

const hopeless: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission is denied",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a part of the path is a file",
  EISDIR: "there is a folder of that name",
  ENAMETOOLONG: "the name is too long",
};
