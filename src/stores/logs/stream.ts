import { createHash } from "node:crypto";
import type { LogStreamInfo, LogStreamReader } from "../logs.js";
import { encodeEvent } from "./event-line.js";
import { type Bounds, Segments } from "./segments.js";

/** A line of the index. */
export interface StreamRecord {
  readonly group: string;
  readonly stream: string;
  readonly created: number;
}

/** One stream: its events that wait to be written, and its files. */
export class LogStream {
  readonly record: StreamRecord;
  readonly #segments: Segments;
  #opened: Promise<void> | undefined;
  #pending: { readonly timestamp: number; readonly message: string }[] = [];
  #last: number | undefined;

  constructor(folder: string, record: StreamRecord, bounds: Bounds) {
    this.record = record;
    this.#segments = new Segments(folder, bounds);
  }

  add(timestamp: number, message: string): void {
    this.#pending.push({ timestamp, message });
  }

  /** Writes what waits. Times never go back, even where the clock does. One call at a time. */
  async flush(): Promise<void> {
    await this.#open();
    const pending = this.#pending.splice(0);
    if (pending.length === 0) return;
    let text = "";
    for (const { timestamp, message } of pending) {
      this.#last = Math.max(this.#last ?? 0, timestamp);
      text += encodeEvent(this.#last, message);
    }
    await this.#segments.append(Buffer.from(text));
  }

  #open(): Promise<void> {
    this.#opened ??= this.#segments.open().then(async () => {
      const { events } = await this.#segments.backward(Number.MAX_SAFE_INTEGER, 1);
      this.#last = events[0]?.timestamp;
    });
    return this.#opened;
  }

  async info(): Promise<LogStreamInfo> {
    await this.#open();
    const { events } = await this.#segments.forward(0, 1);
    const { stream, created } = this.record;
    return {
      name: stream,
      created,
      firstEvent: events[0]?.timestamp,
      lastEvent: this.#last,
      bytes: this.#segments.bytes,
    };
  }

  async reader(): Promise<LogStreamReader> {
    await this.#open();
    return this.#segments;
  }
}

/** A folder's name for a stream: readable, and never the same for two, on file systems that fold case and limit length as well. */
export function folderName(group: string, stream: string): string {
  const readable = `${group}-${stream}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const digest = createHash("sha256").update(`${group}\n${stream}`).digest("hex");
  return `${readable.replace(/^-/, "").slice(0, 120)}-${digest.slice(0, 16)}`;
}
