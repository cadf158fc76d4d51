import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { inputUnreadable, TransformError } from "../errors.js";

/** Decompresses an object as it is read. Throws `TransformError` (input-unreadable) when it is not gzip or is cut short. */
export async function* gunzipped(uri: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: true });
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (isZlibError(error)) throw inputUnreadable(uri, `it is not a whole gzip file (${error.message})`, error);
    throw error;
  } finally {
    source.destroy();
  }
}

function isZlibError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    !(error instanceof TransformError) &&
    "code" in error &&
    String(error.code).startsWith("Z_")
  );
}
