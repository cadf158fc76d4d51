import { concat, slice } from "../frame/frames.js";
import type { Frame } from "../frame/types.js";
import type { NativeContainer, Reply } from "./container.js";
import type { Stage } from "./stage.js";

export interface RowRequest {
  /** CSV, cut where a record ends. */
  readonly pieces: Iterable<Uint8Array>;
  /** How many records the pieces have, all together. */
  readonly records: number;
  readonly contentType: string;
  readonly accept: string | undefined;
}

export interface RowAnswer<Body> {
  readonly body: Body;
  /** Milliseconds that each container took, by name. */
  readonly times: Readonly<Record<string, number>>;
}

/*
 * Rows of a CSV request are taken through native containers in pieces: column blocks that fit a processor's cache, instead of one
 * large frame or row by row. That rests on what `NativeContainer` promises of rows. Both functions answer undefined where the
 * answer might not be that of the chain, which then has to be asked: a container that is not native, rows that are not the
 * records, anything refused.
 */

/** The body of the answer to all rows in one request; `csv`: it has a line, or lines, for each row. */
export function answerTogether(
  stages: readonly Stage[],
  request: RowRequest,
): (RowAnswer<Uint8Array> & { readonly csv: boolean }) | undefined {
  const frames: Frame[] = [];
  const lines: Uint8Array[] = [];
  let last: NativeContainer;
  const times = eachPiece(stages, request, (frame, native) => {
    last = native;
    const reply = native.format(frame, request.accept);
    if (isCsv(reply)) lines.push(reply.body);
    else frames.push(frame);
  });
  if (times === undefined || (lines.length > 0 && frames.length > 0)) return undefined;
  if (lines.length > 0) return { body: belowEachOther(lines), times, csv: true };
  return attempt(() => {
    const { body } = last.format({ ...frames[0], ...concat(frames) }, request.accept);
    return { body, times, csv: false };
  });
}

/** The bodies of the answers that the rows would have got in requests of their own, in order. */
export function answerApart(stages: readonly Stage[], request: RowRequest): RowAnswer<Uint8Array[]> | undefined {
  const body: Uint8Array[] = [];
  const times = eachPiece(stages, request, (frame, native) => {
    for (let row = 0; row < frame.rows; row++) {
      body.push(native.format({ ...frame, ...slice(frame, row, row + 1) }, request.accept).body);
    }
  });
  return times && { body, times };
}

/** Runs every piece and hands the last container's frame to `take`; answers what each container took, undefined when it cannot. */
function eachPiece(
  stages: readonly Stage[],
  { pieces, records, contentType, accept }: RowRequest,
  take: (frame: Frame, last: NativeContainer) => void,
): Record<string, number> | undefined {
  const natives = stages.map(({ container }) => container.native);
  if (!natives.every((native) => native !== undefined)) return undefined;
  const times = new Float64Array(stages.length);
  const rows = attempt(() => {
    let count = 0;
    for (const body of pieces) {
      const frame = runPiece(natives, { contentType, body }, accept, times);
      if (frame === undefined) return undefined;
      count += frame.rows;
      const started = performance.now();
      take(frame, natives.at(-1)!);
      times[natives.length - 1] += performance.now() - started;
    }
    return count;
  });
  if (rows !== records) return undefined;
  return Object.fromEntries(stages.map(({ name }, index) => [name, times[index]]));
}

function runPiece(
  natives: readonly NativeContainer[],
  request: { readonly contentType: string | undefined; readonly body: Uint8Array },
  accept: string | undefined,
  times: Float64Array,
): Frame | undefined {
  let { contentType, body } = request;
  let adopted: Frame | undefined;
  for (let index = 0; ; index++) {
    const started = performance.now();
    const native = natives[index];
    const next = natives[index + 1];
    const wanted = next === undefined ? accept : undefined;
    const frame = native.run(adopted ?? native.parse({ contentType, accept: wanted, headers: {}, body }));
    if (next !== undefined) {
      adopted = next.adopt(frame, native.defaultContentType());
      if (adopted === undefined) {
        const reply = native.format(frame, undefined);
        if (reply.status !== 200) return undefined;
        ({ contentType, body } = reply);
      }
    }
    times[index] += performance.now() - started;
    if (next === undefined) return frame;
  }
}

/** The work's value, or undefined when a container refuses: the chain then says why, in the container's own words. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function isCsv({ status, contentType = "" }: Reply): boolean {
  return status === 200 && contentType.split(";", 1)[0].trim().toLowerCase() === "text/csv";
}

const LF = 0x0a;

/** Joins lines with newlines between them, unless they end in one. */
function belowEachOther(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index > 0 && joined[at - 1] !== LF) joined[at++] = LF;
    joined.set(part, at);
    at += part.length;
  }
  return joined.subarray(0, at);
}
