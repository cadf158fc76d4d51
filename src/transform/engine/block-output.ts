import { errorOf } from "../errors.js";
import { type JobSettings, keepsRecords, MB } from "../settings.js";
import { type BlockSizes, blocksOf, largestRecord } from "../split/blocks.js";
import { splitterFor } from "../split/choose.js";
import type { InputObject } from "../storage/storage.js";
import { inOrder } from "./in-order.js";
import { ObjectFailure, placeOf } from "./object-failure.js";
import type { Attempt, BlockWork, ObjectContext } from "./work.js";

/** The output of an object that goes through the containers in blocks of records. */
export async function* blockOutput(
  input: InputObject,
  { settings, storage, slots, work }: ObjectContext<BlockWork>,
  { tally, errors, signal }: Attempt,
): AsyncGenerator<Uint8Array> {
  const bytes = storage.read(input, (count) => tally.read(count), signal);
  const blocks = blocksOf(bytes, splitterFor(settings.split, settings.contentType), blockSizes(settings));
  let number = 0;
  const transform = (block: Uint8Array<ArrayBuffer>) =>
    work.transform({ bytes: block, source: input.uri, number: number++ }, signal);
  let records = 0;
  let lines = 0;
  for await (const result of inOrder(blocks, slots, work.slots + 1, transform)) {
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

/** Requests without a limit that cannot be streamed are as large as SageMaker's are by default. */
const unlimitedBlock = 6 * MB;

/**
 * MultiRecord: a block is what one request may carry. SingleRecord, and requests that may be divided: as much as makes the way
 * to a worker worth while. An object that is not split grows in memory up to the limit.
 */
export function blockSizes(settings: JobSettings): BlockSizes {
  const { split, strategy, divisible, payloadLimit } = settings;
  if (split === "None") return { block: Math.min(MB, payloadLimit), record: payloadLimit };
  const record = Math.max(payloadLimit, largestRecord);
  if (strategy === "SingleRecord" || divisible) return { block: Math.min(MB, payloadLimit), record };
  return {
    block: payloadLimit === Number.POSITIVE_INFINITY && keepsRecords(settings) ? unlimitedBlock : payloadLimit,
    record,
  };
}
