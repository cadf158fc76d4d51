import type { Block, BlockResult } from "../blocks/block.js";
import type { JobSettings } from "../settings.js";
import type { TransformStorage } from "../storage/storage.js";
import type { StreamRequest } from "../streams/pass-stream.js";
import type { ErrorsFile } from "./errors-file.js";
import type { ObjectTally } from "./progress.js";
import type { Slots } from "./slots.js";

/** A job whose objects go through its containers in blocks of records. */
export interface BlockWork {
  /** Blocks that may be in memory: what keeps every worker busy, and no more. */
  readonly slots: number;
  /** Throws `TransformError`, or the signal's reason. */
  transform(block: Block, signal: AbortSignal): Promise<BlockResult>;
}

/** A job whose objects go through its containers as one request each, piece by piece. */
export interface StreamWork {
  /** Requests that may be under way. */
  readonly slots: number;
  /** Throws `TransformError`, or the signal's reason. */
  stream(request: StreamRequest, signal: AbortSignal): AsyncGenerator<Uint8Array>;
}

/** What transforming an object needs of its job. */
export interface ObjectContext<Work = BlockWork | StreamWork> {
  readonly settings: JobSettings;
  readonly storage: TransformStorage;
  /** Shared by all objects of the job. */
  readonly slots: Slots;
  readonly work: Work;
}

/** One attempt at an object. */
export interface Attempt {
  readonly tally: ObjectTally;
  readonly errors: ErrorsFile;
  readonly signal: AbortSignal;
  /** Whether a request that fails will not be sent again. */
  readonly last: boolean;
}
