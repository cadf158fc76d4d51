/**
 * What `DataProcessing` does to records of one format. The rows of a reply are matched to the records by position, so a reply
 * is cut into rows only when something is to be done with them.
 */
export interface Processor {
  /** What is sent to the pipeline for a record (no newline at its end). Throws `TransformError` (bad-csv, bad-json, path-outside). */
  filterInput(record: Uint8Array): Uint8Array;
  /**
   * The rows of a pipeline's reply to `records` records. Throws `TransformError` (bad-csv, bad-json) when it cannot be cut.
   */
  rows(reply: Uint8Array, records: number): readonly string[];
  /** Joins a row with its original, unfiltered record as `JoinSource` says, filters, adds the inference id; no newline at its end. */
  finish(record: Uint8Array, row: string, inference: Inference | undefined): string;
  /** The bytes of what `finish` gave. */
  encode(text: string): Uint8Array;
}

/** What `GenerateInferenceId` adds to every output record. */
export interface Inference {
  readonly id: string;
  /** ISO 8601, whole seconds, the time at which the job started. */
  readonly time: string;
}
