import { csvSplitter } from "../split/csv.js";
import { indexOfByte } from "../split/index-of-byte.js";
import { CR, LF } from "../split/line.js";

/** Bytes of CSV that go through a pipeline of native containers at a time: some thousand rows. */
export const pieceBytes = 128 * 1024;

/** Cuts a CSV request into pieces that end with a record. */
export function* piecesOf(body: Uint8Array): Generator<Uint8Array> {
  const plain = csvSplitter.everyNewlineEnds(body);
  for (let start = 0, at = 0; at < body.length; start = at) {
    if (plain) at = lineEnd(body, start + pieceBytes);
    else while (at < body.length && at - start < pieceBytes) at = csvSplitter.endOf(body, at, true);
    yield body.subarray(start, at);
  }
}

function lineEnd(body: Uint8Array, from: number): number {
  const newline = from < body.length ? indexOfByte(body, LF, from) : -1;
  return newline < 0 ? body.length : newline + 1;
}

/**
 * Joins CSV records that are to be sent alone into one piece. Undefined where they would not be the same records in it: an empty
 * one would vanish, and one with a carriage return may be two.
 */
export function joinRecords(payloads: readonly Uint8Array[]): Uint8Array | undefined {
  const size = payloads.reduce((sum, payload) => sum + payload.length + 1, 0);
  const body = new Uint8Array(size);
  let at = 0;
  for (const payload of payloads) {
    if (payload.length === 0) return undefined;
    body.set(payload, at);
    at += payload.length;
    body[at++] = LF;
  }
  return body.includes(CR) ? undefined : body;
}
