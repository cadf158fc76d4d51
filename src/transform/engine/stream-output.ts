import { countRows } from "../blocks/row-check.js";
import { worthRetrying } from "../blocks/send.js";
import { isOfRecord } from "../errors.js";
import { MB } from "../settings.js";
import { blocksOf, largestRecord } from "../split/blocks.js";
import { splitterFor } from "../split/choose.js";
import type { InputObject } from "../storage/storage.js";
import type { Times } from "../streams/pass-stream.js";
import { ObjectFailure } from "./object-failure.js";
import type { Attempt, ObjectContext, StreamWork } from "./work.js";

const LF = 0x0a;

/** The output of an object that is one request, of any size. */
export async function* streamOutput(
  input: InputObject,
  { settings, storage, work }: ObjectContext<StreamWork>,
  { tally, errors, signal, last }: Attempt,
): AsyncGenerator<Uint8Array> {
  const bytes = storage.read(input, (count) => tally.read(count), signal);
  const whole = settings.split === "None";
  let records = whole ? 1 : 0;
  const body = whole ? notEmpty(bytes) : blocks();
  async function* blocks(): AsyncGenerator<Uint8Array> {
    const splitter = splitterFor(settings.split, settings.contentType);
    for await (const block of blocksOf(bytes, splitter, { block: MB, record: largestRecord })) {
      const count = countRows(block, splitter);
      records += count;
      tally.answered(count, 0, {});
      yield block;
    }
  }
  const first = await body.next();
  if (first.done) return;
  const request = {
    body: startingWith(first.value, body),
    records: () => records,
    took: (times: Times) => tally.answered(whole ? 1 : 0, 0, times),
  };
  let end: number | undefined;
  try {
    for await (const piece of work.stream(request, signal)) {
      end = piece.at(-1) ?? end;
      yield piece;
    }
  } catch (error) {
    if (!whole || !isOfRecord(error)) throw error;
    const final = last || !worthRetrying.has(error.code);
    if (!settings.skipBadRecords || !final || end !== undefined) throw new ObjectFailure(error, { record: 1 });
    const { stage, status, message, place } = error;
    await errors.write({ record: 1, stage, status, ...place, message });
    return tally.answered(0, 1, {});
  } finally {
    void body.return(undefined).catch(() => {});
  }
  if (settings.assemble === "Line" && end !== LF) yield Uint8Array.of(LF);
}

async function* notEmpty(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) if (piece.length > 0) yield piece;
}

async function* startingWith<Piece>(first: Piece, rest: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  yield first;
  yield* rest;
}
