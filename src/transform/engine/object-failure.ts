import type { RecordFailure } from "../blocks/block.js";
import type { TransformError } from "../errors.js";

/** A record's place in its object, from 1. */
export interface RecordPlace {
  readonly record: number;
  /** Absent where records are no lines. */
  readonly line?: number;
}

/** Why an object failed, and at which record where that is known. */
export class ObjectFailure extends Error {
  override readonly cause: TransformError;
  readonly record: number | undefined;
  readonly line: number | undefined;

  constructor(cause: TransformError, place: Partial<RecordPlace> = {}) {
    super(cause.message);
    this.name = "ObjectFailure";
    this.cause = cause;
    this.record = place.record;
    this.line = place.line;
  }
}

/** Where a record of a block is in its object. @param records @param lines before the block */
export function placeOf(failure: RecordFailure, records: number, lines: number): RecordPlace {
  const record = records + failure.record + 1;
  return failure.line === undefined ? { record } : { record, line: lines + failure.line + 1 };
}
