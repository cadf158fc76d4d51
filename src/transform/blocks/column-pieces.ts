import type { RowPiece } from "../../pipeline/native-rows.js";
import { csvSplitter } from "../split/csv.js";

/** Bytes of CSV that go through a pipeline of native containers at a time: some thousand rows. */
export const pieceBytes = 128 * 1024;

/** Cuts a CSV request into pieces that end with a record. */
export function* piecesOf(body: Uint8Array): Generator<RowPiece> {
  let start = 0;
  let at = 0;
  let records = 0;
  while (at < body.length) {
    at = csvSplitter.endOf(body, at, true);
    records++;
    if (at - start < pieceBytes && at < body.length) continue;
    yield { body: body.subarray(start, at), records };
    start = at;
    records = 0;
  }
}

const CR = 0x0d;

/**
 * Joins CSV records that are to be sent alone into one piece. Undefined where they would not be the same records in it: an empty
 * one would vanish, and one with a carriage return may be two.
 */
export function joinRecords(payloads: readonly Uint8Array[]): RowPiece | undefined {
  const size = payloads.reduce((sum, payload) => sum + payload.length + 1, 0);
  const body = new Uint8Array(size);
  let at = 0;
  for (const payload of payloads) {
    if (payload.length === 0) return undefined;
    body.set(payload, at);
    at += payload.length;
    body[at++] = 0x0a;
  }
  return body.includes(CR) ? undefined : { body, records: payloads.length };
}
