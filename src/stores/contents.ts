import { createReadStream } from "node:fs";

/**
 * The bytes of a file, which is opened when they are asked for: a stream that nobody reads would keep it open, and end the
 * process when it cannot be opened.
 */
export async function* contentsOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}
