import type { ObjectStore } from "../../stores/objects.js";

/** As much of an object store as jobs need. */
export type JobObjects = Pick<ObjectStore, "put" | "get" | "head" | "list">;

/** An object to transform. */
export interface InputObject {
  /** `s3://bucket/key`, or a file's path: what messages call it. */
  readonly uri: string;
  /** `bucket/key` or the path: how the data log calls it. */
  readonly label: string;
  readonly size: number;
  /** Name of the output below the job's output path. */
  readonly output: string;
}

/** Where a job's inputs come from and its outputs go: an object store, or files. Failures are `TransformError`s. */
export interface TransformStorage {
  /** In the order in which they are done; the same at every call as long as the inputs are. */
  list(): AsyncIterable<InputObject>;
  /** The object's bytes, decompressed when the job says so. `onBytes` is told of every byte that was read from the store. */
  read(input: InputObject, onBytes: (count: number) => void, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Stores the whole body, durably, or nothing; an error that the body throws comes back as it is. */
  write(name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
}
