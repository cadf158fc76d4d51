import { archiveErrors } from "./errors.js";
import { type ByteSource, chunksOf } from "./source.js";

/** gzip (RFC 1952), or bare deflate data (RFC 1951) as zip holds it. */
export type Compression = "gzip" | "deflate-raw";

const formats = { gzip: "gzip", "deflate-raw": "zip" } as const;

/** Whether the bytes begin like a gzip stream: its magic number and the one compression method there is. */
export function isGzip(start: Uint8Array): boolean {
  return start.length >= 3 && start[0] === 0x1f && start[1] === 0x8b && start[2] === 8;
}

/**
 * Expands compressed bytes chunk by chunk; no more than `limit` bytes come out.
 * @throws ArchiveError `TooLarge` beyond the limit, `Malformed` for what is no whole stream of that compression
 */
export async function* expand(source: ByteSource, as: Compression, limit: number): AsyncGenerator<Uint8Array> {
  let left = limit;
  for await (const chunk of through(source, new DecompressionStream(as), formats[as])) {
    left -= chunk.length;
    if (left < 0) throw archiveErrors.tooLarge(formats[as], limit);
    yield chunk;
  }
}

/** Compresses; the bytes are the same for the same input on the same platform (no time stamp, no name). */
export function compress(source: ByteSource, as: Compression): AsyncGenerator<Uint8Array> {
  return through(source, new CompressionStream(as), formats[as]);
}

/** Pumps the source through a transform stream. An error of the source is passed on as it is, one of the stream is named. */
async function* through(
  source: ByteSource,
  stream: { readable: unknown; writable: unknown },
  format: string,
): AsyncGenerator<Uint8Array> {
  const writer = (stream.writable as WritableStream<Uint8Array>).getWriter();
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  let failed: { error: unknown } | undefined;
  let ended = false;
  async function* watched() {
    try {
      yield* chunksOf(source);
    } catch (error) {
      failed = { error };
      throw error;
    }
  }
  (async () => {
    for await (const chunk of watched()) {
      if (ended) return;
      await writer.write(chunk);
    }
    await writer.close();
  })().catch((error) => writer.abort(error).catch(() => {}));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (failed !== undefined) throw failed.error;
    throw archiveErrors.malformed(format, reasonOf(error), error);
  } finally {
    // Not every engine ends the writing side when the reading side is given up.
    ended = true;
    await reader.cancel().catch(() => {});
    await writer.abort().catch(() => {});
  }
}

/** Some engines say nothing. */
function reasonOf(error: unknown): string {
  return (error instanceof Error && error.message) || "it is cut short or damaged";
}
