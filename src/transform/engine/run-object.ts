import { setTimeout as sleep } from "node:timers/promises";
import type { Block, BlockResult, RecordFailure } from "../blocks/block.js";
import { errorOf, TransformError } from "../errors.js";
import { type JobSettings, MB } from "../settings.js";
import { type BlockSizes, blocksOf } from "../split/blocks.js";
import { splitterFor } from "../split/choose.js";
import { errorsName } from "../storage/output-name.js";
import type { InputObject, TransformStorage } from "../storage/storage.js";
import { ErrorsFile } from "./errors-file.js";
import { inOrder, type Slots } from "./in-order.js";
import type { ObjectTally } from "./progress.js";

/** What transforming an object needs of its job. */
export interface ObjectContext {
  readonly settings: JobSettings;
  readonly storage: TransformStorage;
  /** Shared by all objects of the job: how many blocks may be in memory at a time. */
  readonly slots: Slots;
  /** Blocks of one object that may be under way or wait for their turn in its output. */
  readonly ahead: number;
  transform(block: Block, signal: AbortSignal): Promise<BlockResult>;
}

/** Why an object failed, and at which record (from 1) where that is known. */
export class ObjectFailure extends Error {
  override readonly cause: TransformError;
  readonly record: number | undefined;
  readonly line: number | undefined;

  constructor(cause: TransformError, place: { record?: number; line?: number | undefined } = {}) {
    super(cause.message);
    this.name = "ObjectFailure";
    this.cause = cause;
    this.record = place.record;
    this.line = place.line;
  }
}

/** What may be mended by doing the object once more, from its beginning. */
const passing: ReadonlySet<string> = new Set(["output-failed", "input-changed", "worker-died"]);
const attempts = 3;

/**
 * Transforms one object: its output appears whole, or not at all. Begins anew, twice, when the store or a worker thread failed.
 * Throws `ObjectFailure`, or the signal's reason.
 */
export async function runObject(
  input: InputObject,
  context: ObjectContext,
  tally: ObjectTally,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptObject(input, context, tally, signal);
    } catch (error) {
      tally.drop();
      if (signal.aborted) throw signal.reason;
      const failure = error instanceof TransformError ? new ObjectFailure(error) : error;
      if (!(failure instanceof ObjectFailure)) throw failure;
      if (!passing.has(failure.cause.code) || attempt === attempts) throw failure;
      await sleep(200 * 4 ** (attempt - 1), undefined, { signal });
    }
  }
}

async function attemptObject(
  input: InputObject,
  context: ObjectContext,
  tally: ObjectTally,
  outer: AbortSignal,
): Promise<void> {
  // Not `AbortSignal.any`: Node 20 keeps a joined signal for as long as the job's, one for each object.
  const ending = new AbortController();
  const { signal } = ending;
  const stop = () => ending.abort(outer.reason);
  if (outer.aborted) stop();
  else outer.addEventListener("abort", stop, { once: true });
  const errors = new ErrorsFile(context.storage, errorsName(input.output));
  try {
    await context.storage.write(input.output, outputOf(input, context, tally, errors, signal));
    await errors.close();
  } catch (error) {
    errors.abandon();
    throw error;
  } finally {
    outer.removeEventListener("abort", stop);
    ending.abort(new Error("the object has ended"));
  }
}

async function* outputOf(
  input: InputObject,
  context: ObjectContext,
  tally: ObjectTally,
  errors: ErrorsFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { settings, storage, slots } = context;
  const bytes = storage.read(input, (count) => tally.read(count), signal);
  const blocks = blocksOf(bytes, splitterFor(settings.split, settings.contentType), blockSizes(settings));
  let number = 0;
  const work = (block: Uint8Array<ArrayBuffer>) =>
    context.transform({ bytes: block, source: input.uri, number: number++ }, signal);
  let records = 0;
  let lines = 0;
  for await (const result of inOrder(blocks, slots, context.ahead, work)) {
    for (const failure of result.failures) {
      const place = placeOf(failure, records, lines);
      if (!settings.skipBadRecords) throw new ObjectFailure(errorOf(failure), place);
      const { stage, status, message } = failure;
      await errors.write({ ...place, stage, status, ...failure.place, message });
    }
    records += result.records;
    lines += result.lines;
    tally.answered(result.records - result.failures.length, result.failures.length, result.stages);
    if (result.output.length > 0) yield result.output;
  }
}

function placeOf(failure: RecordFailure, records: number, lines: number) {
  const record = records + failure.record + 1;
  return failure.line === undefined ? { record } : { record, line: lines + failure.line + 1 };
}

/** The largest payload SageMaker takes; a longer record is given up before it fills the memory. */
const largestRecord = 100 * MB;

/**
 * MultiRecord: a block is what one request may carry. SingleRecord, and requests that may be divided: as much as makes the way
 * to a worker worth while. An object that is not split grows in memory up to the limit.
 */
function blockSizes({ split, strategy, payloadLimit, divisible }: JobSettings): BlockSizes {
  if (split === "None") return { block: Math.min(MB, payloadLimit), record: payloadLimit };
  const record = Math.max(payloadLimit, largestRecord);
  return { block: strategy === "SingleRecord" || divisible ? Math.min(MB, payloadLimit) : payloadLimit, record };
}
