import { setTimeout as sleep } from "node:timers/promises";
import { ObjectError } from "../../stores/objects/errors.js";
import { formatS3Uri, type S3Location } from "../../stores/objects/s3-uri.js";
import type { ObjectContent } from "../../stores/objects.js";
import { inputChanged, inputGone, inputUnreadable, TransformError } from "../errors.js";
import type { JobObjects } from "./storage.js";

/** How often in a row a read may fail without a byte in between, and how long the store may be silent. */
export interface ReadPatience {
  readonly attempts: number;
  readonly silenceMs: number;
  readonly pauseMs: number;
}

const patience: ReadPatience = { attempts: 5, silenceMs: 60_000, pauseMs: 200 };

/**
 * The bytes of an object. A read that breaks off or falls silent goes on where it stopped, unless the object is another one by
 * then. Throws `TransformError` (input-gone, input-changed, input-unreadable), or the signal's reason.
 */
export async function* readObject(
  store: JobObjects,
  location: S3Location,
  onBytes: (count: number) => void,
  signal: AbortSignal,
  { attempts, silenceMs, pauseMs }: ReadPatience = patience,
): AsyncGenerator<Uint8Array> {
  const uri = formatS3Uri(location);
  let offset = 0;
  let etag: string | undefined;
  for (let failed = 0; ; ) {
    try {
      const content = await within(silenceMs, signal, open(store, location, offset));
      etag ??= content.info.etag;
      if (content.info.etag !== etag) throw inputChanged(uri);
      if (offset >= content.info.size) return;
      const iterator = content.body[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await within(silenceMs, signal, iterator.next());
          if (next.done) break;
          failed = 0;
          offset += next.value.length;
          onBytes(next.value.length);
          yield next.value;
        }
      } finally {
        void iterator.return?.()?.catch(() => {});
      }
      if (offset >= content.info.size) return;
      throw new Error(`the store ended after ${offset} of ${content.info.size} bytes`);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof TransformError) throw error;
      if (error instanceof ObjectError) {
        if (offset > 0 && error.code === "InvalidRange") throw inputChanged(uri);
        throw inputGone(uri);
      }
      if (++failed >= attempts) throw inputUnreadable(uri, messageOf(error), error);
      await sleep(pauseMs * 2 ** failed, undefined, { signal });
    }
  }
}

function open(store: JobObjects, { bucket, key }: S3Location, offset: number): Promise<ObjectContent> {
  return store.get(bucket, key, offset > 0 ? { range: { start: offset } } : {});
}

/** The work's value, unless it takes too long or the signal fires. */
async function within<Value>(ms: number, signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  signal.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const cut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store was silent for ${ms / 1000} s`)), ms);
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, cut]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop!);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
