import { recordTooLarge } from "../errors.js";
import { MB } from "../settings.js";
import { ByteQueue } from "./byte-queue.js";
import type { Splitter } from "./splitter.js";

/** The largest payload SageMaker takes; a longer record is given up before it fills the memory. */
export const largestRecord = 100 * MB;

export interface BlockSizes {
  /** Bytes that a block of several records may have. */
  readonly block: number;
  /** Bytes that a single record may have before the object is given up. */
  readonly record: number;
}

/**
 * Cuts the stream of an object into blocks that begin and end with a record, each in a buffer of its own that may be
 * transferred to another thread. A block is larger than `sizes.block` only when it is one record; no more than one block and
 * the stream's current chunk are held. Throws `TransformError` (record-too-large, broken-record).
 */
export async function* blocksOf(
  source: AsyncIterable<Uint8Array>,
  splitter: Splitter,
  sizes: BlockSizes,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const queue = new ByteQueue();
  let wanted = sizes.block;

  function* cut(ended: boolean): Generator<Uint8Array<ArrayBuffer>> {
    while (queue.length > wanted || (ended && queue.length > 0)) {
      const bytes = queue.take(Math.min(wanted, queue.length));
      const final = ended && queue.length === 0;
      let end = splitter.lastEnd(bytes, final);
      if (end === 0) {
        if (final) return;
        if (wanted >= sizes.record) throw recordTooLarge(bytes.length + 1, sizes.record);
        queue.unshift(bytes);
        wanted = Math.min(wanted * 2, sizes.record);
        continue;
      }
      if (end > sizes.block) end = splitter.endOf(bytes, 0, final);
      if (end < bytes.length) queue.unshift(bytes.slice(end));
      wanted = sizes.block;
      yield bytes.subarray(0, end);
    }
  }

  const chunks = splitter.dropsByteOrderMark ? withoutByteOrderMark(source) : source;
  for await (const chunk of chunks) {
    queue.push(chunk);
    yield* cut(false);
  }
  yield* cut(true);
}

async function* withoutByteOrderMark(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue();
  let begun = false;
  for await (const chunk of source) {
    if (begun) {
      yield chunk;
      continue;
    }
    queue.push(chunk);
    if (queue.length < 3) continue;
    begun = true;
    yield dropByteOrderMark(queue.take(queue.length));
  }
  if (!begun) yield dropByteOrderMark(queue.take(queue.length));
}

function dropByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
