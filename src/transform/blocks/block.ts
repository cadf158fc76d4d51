import type { TransformFailure } from "../errors.js";

/** Records of one object, cut where a record ends: the unit that travels to a worker. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The object's URI and the block's number in it: with them an inference id is the same in every run. */
  readonly source: string;
  readonly number: number;
}

export interface BlockResult {
  readonly output: Uint8Array<ArrayBuffer>;
  readonly records: number;
  /** Newlines in the block: what line numbers of the next one begin after. */
  readonly lines: number;
  /** The records that failed. A job that does not skip them stops at the first, and `output` is then of no use. */
  readonly failures: readonly RecordFailure[];
  /** Milliseconds that each container took, summed over the block's requests. */
  readonly stages: Readonly<Record<string, number>>;
}

/** A record that could not be transformed. Record and line count from 0 within the block. */
export interface RecordFailure extends TransformFailure {
  readonly record: number;
  /** Undefined when records are no lines. */
  readonly line: number | undefined;
}
