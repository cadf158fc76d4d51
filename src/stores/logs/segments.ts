import { appendFile, mkdir, open, readdir, stat, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { LogEvent, LogPage, LogStreamReader } from "../logs.js";
import { decodeEvents } from "./event-line.js";

/** How much of a stream is kept: the last so many files of about this size. */
export interface Bounds {
  readonly segmentBytes: number;
  readonly segments: number;
}

/** A file of a stream; `start` is the position of its first event, and its name. */
interface Segment {
  readonly start: number;
  readonly path: string;
  bytes: number;
}

/** About how many bytes of events a page has. */
const pageBytes = 1024 * 1024;

/** The files of one stream, in which positions are byte offsets since the stream began. */
export class Segments implements LogStreamReader {
  readonly #folder: string;
  readonly #bounds: Bounds;
  #segments: Segment[] = [];

  constructor(folder: string, bounds: Bounds) {
    this.#folder = folder;
    this.#bounds = bounds;
  }

  /** Finds the files there are. An event that a crash cut off is removed. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".log")).sort();
    for (const name of names) {
      const path = join(this.#folder, name);
      this.#segments.push({ start: Number.parseInt(name, 10), path, bytes: (await stat(path)).size });
    }
    const last = this.#segments.at(-1);
    if (last) await removeCutOffEvent(last);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Appends whole events; begins a new file when the last one is full, and drops the oldest beyond the bound. */
  async append(events: Buffer): Promise<void> {
    let last = this.#segments.at(-1);
    if (!last || last.bytes >= this.#bounds.segmentBytes) {
      const start = last ? last.start + last.bytes : 0;
      last = { start, path: join(this.#folder, `${String(start).padStart(15, "0")}.log`), bytes: 0 };
      this.#segments.push(last);
    }
    await appendFile(last.path, events);
    last.bytes += events.length;
    while (this.#segments.length > this.#bounds.segments) await unlink(this.#segments.shift()!.path);
  }

  async forward(position: number, limit: number): Promise<LogPage> {
    const segment = this.#segments.find(({ start, bytes }) => position < start + bytes);
    if (!segment) return { events: [], start: position, end: position };
    const from = Math.max(position, segment.start);
    const events = wholeEvents(await read(segment, from, from + pageBytes), from).slice(0, limit);
    return pageOf(events, from);
  }

  async backward(position: number, limit: number): Promise<LogPage> {
    const segment = this.#segments.findLast(({ start }) => start < position);
    if (!segment) return { events: [], start: position, end: position };
    const until = Math.min(position, segment.start + segment.bytes);
    const from = Math.max(segment.start, until - pageBytes);
    const bytes = await read(segment, from, until);
    // What comes before the first line's end may be half an event.
    const skip = from === segment.start ? 0 : bytes.indexOf(10) + 1;
    return pageOf(decodeEvents(bytes.subarray(skip), from + skip).slice(-limit), until);
  }

  async at(time: number): Promise<number> {
    for (const segment of [...this.#segments].reverse()) {
      const first = await eventFrom(segment, segment.start);
      if (first && first.timestamp < time) return search(segment, time);
    }
    return this.#segments[0]?.start ?? 0;
  }
}

function pageOf(events: readonly LogEvent[], otherwise: number): LogPage {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return { events, start: otherwise, end: otherwise };
  return { events, start: first.position, end: last.position + sizeOf(last) };
}

const sizeOf = ({ timestamp, message }: LogEvent) => String(timestamp).length + 2 + Buffer.byteLength(message);

/** The events that are complete in bytes which begin with one. */
function wholeEvents(bytes: Buffer, position: number): LogEvent[] {
  return decodeEvents(bytes.subarray(0, bytes.lastIndexOf(10) + 1), position);
}

/** The position of the first event of a file that is not older; times never go back in a file, so half of it can be left out. */
async function search(segment: Segment, time: number): Promise<number> {
  let low = segment.start;
  let high = segment.start + segment.bytes;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    const event = await eventFrom(segment, middle);
    if (event && event.position < high && event.timestamp < time) low = event.position + sizeOf(event);
    else high = middle;
  }
  return (await eventFrom(segment, low))?.position ?? segment.start + segment.bytes;
}

/** The first event that begins at or after a position. */
async function eventFrom(segment: Segment, position: number): Promise<LogEvent | undefined> {
  const back = position === segment.start ? 0 : 1;
  for (let length = 4096; ; length *= 4) {
    const bytes = await read(segment, position - back, position + length);
    const begin = back === 0 ? 0 : bytes.indexOf(10) + 1;
    const end = bytes.indexOf(10, begin);
    if ((back === 0 || begin > 0) && end >= 0) {
      return decodeEvents(bytes.subarray(begin, end + 1), position - back + begin)[0];
    }
    if (position + length >= segment.start + segment.bytes) return undefined;
  }
}

async function read(segment: Segment, from: number, until: number): Promise<Buffer> {
  const end = Math.min(until, segment.start + segment.bytes);
  const bytes = Buffer.alloc(Math.max(0, end - from));
  const handle = await open(segment.path, "r");
  try {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from - segment.start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function removeCutOffEvent(segment: Segment): Promise<void> {
  const end = segment.start + segment.bytes;
  const tail = await read(segment, Math.max(segment.start, end - pageBytes), end);
  const cutOff = tail.length - (tail.lastIndexOf(10) + 1);
  if (cutOff === 0) return;
  segment.bytes -= cutOff;
  await truncate(segment.path, segment.bytes);
}
