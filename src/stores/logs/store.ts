import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LogGroupInfo, LogReader, LogStreamInfo, LogStreamReader, LogWriter } from "../logs.js";
import { compareKeys } from "../objects/key-order.js";
import { messagesOf } from "./event-line.js";
import { appendToIndex, readIndex, writeIndex } from "./index-file.js";
import type { Bounds } from "./segments.js";
import { folderName, LogStream, type StreamRecord } from "./stream.js";

export interface LogStoreOptions extends Partial<Bounds> {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told when lines cannot be written; they are lost then. */
  readonly onFault?: (error: unknown) => void;
}

const mebibyte = 1024 * 1024;
/** How long a line may wait in memory: what a killed process can lose. */
const delayMs = 100;
/** Lines that wait beyond this size are dropped, and counted. */
const pendingLimit = 16 * mebibyte;

/**
 * Log streams in a folder, one sub-folder each. Lines are gathered for a moment and appended, without waiting for the disk; each
 * stream keeps its last 64 MiB. One process at a time may have the folder open.
 */
export class LogStore implements LogWriter, LogReader {
  readonly #root: string;
  readonly #index: string;
  readonly #bounds: Bounds;
  readonly #now: () => number;
  readonly #onFault: (error: unknown) => void;
  readonly #groups = new Map<string, Map<string, LogStream>>();
  readonly #dirty = new Set<LogStream>();
  readonly #created: StreamRecord[] = [];
  #pendingBytes = 0;
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  private constructor(root: string, options: LogStoreOptions) {
    this.#root = root;
    this.#index = join(root, "streams.jsonl");
    this.#bounds = { segmentBytes: options.segmentBytes ?? 8 * mebibyte, segments: options.segments ?? 8 };
    this.#now = options.now ?? Date.now;
    this.#onFault = options.onFault ?? (() => {});
  }

  static async open(root: string, options: LogStoreOptions = {}): Promise<LogStore> {
    await mkdir(root, { recursive: true });
    const store = new LogStore(root, options);
    for (const record of await readIndex(store.#index)) store.#add(record);
    return store;
  }

  write(group: string, stream: string, line: string): void {
    if (this.#pendingBytes > pendingLimit) {
      this.#dropped++;
      return;
    }
    const timestamp = this.#now();
    const target = this.#groups.get(group)?.get(stream) ?? this.#create({ group, stream, created: timestamp });
    for (const message of messagesOf(line)) target.add(timestamp, message);
    this.#pendingBytes += line.length;
    if (this.#dropped > 0) {
      target.add(timestamp, `${this.#dropped} lines of this and other streams were lost: the disk could not keep up`);
      this.#dropped = 0;
    }
    this.#dirty.add(target);
    this.#timer ??= setTimeout(() => void this.flush(), delayMs).unref();
  }

  /** Hands all that waits to the file system. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#flush()).catch(this.#onFault);
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    this.#pendingBytes = 0;
    await appendToIndex(this.#index, this.#created.splice(0));
    for (const stream of dirty) await stream.flush().catch(this.#onFault);
  }

  close(): Promise<void> {
    return this.flush();
  }

  async groups(): Promise<LogGroupInfo[]> {
    const groups = await Promise.all([...this.#groups.keys()].map((name) => this.#group(name)));
    return groups.sort((a, b) => compareKeys(a.name, b.name));
  }

  async #group(name: string): Promise<LogGroupInfo> {
    const streams = (await this.streams(name)) ?? [];
    return {
      name,
      created: Math.min(...streams.map(({ created }) => created)),
      bytes: streams.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  async streams(group: string): Promise<LogStreamInfo[] | undefined> {
    await this.flush();
    const streams = this.#groups.get(group);
    if (!streams) return undefined;
    const infos = await Promise.all([...streams.values()].map((stream) => stream.info()));
    return infos.sort((a, b) => compareKeys(a.name, b.name));
  }

  async stream(group: string, name: string): Promise<LogStreamReader | undefined> {
    await this.flush();
    return this.#groups.get(group)?.get(name)?.reader();
  }

  /** Removes streams, those that were silent longest first, until all together have no more than so many bytes. */
  prune(totalBytes: number): Promise<void> {
    this.#flushing = this.#flushing
      .then(() => this.#flush())
      .then(() => this.#prune(totalBytes))
      .catch(this.#onFault);
    return this.#flushing;
  }

  async #prune(totalBytes: number): Promise<void> {
    const streams = [...this.#groups.values()].flatMap((group) => [...group.values()]);
    const infos = await Promise.all(streams.map(async (stream) => ({ stream, info: await stream.info() })));
    let total = infos.reduce((sum, { info }) => sum + info.bytes, 0);
    for (const { stream, info } of infos.sort((a, b) => (a.info.lastEvent ?? 0) - (b.info.lastEvent ?? 0))) {
      if (total <= totalBytes) break;
      this.#remove(stream.record);
      await rm(this.#folderOf(stream.record), { recursive: true, force: true });
      total -= info.bytes;
    }
    const left = [...this.#groups.values()].flatMap((group) => [...group.values()].map(({ record }) => record));
    await writeIndex(this.#index, left);
  }

  #create(record: StreamRecord): LogStream {
    this.#created.push(record);
    return this.#add(record);
  }

  #add(record: StreamRecord): LogStream {
    const stream = new LogStream(this.#folderOf(record), record, this.#bounds);
    const streams = this.#groups.get(record.group) ?? new Map<string, LogStream>();
    this.#groups.set(record.group, streams.set(record.stream, stream));
    return stream;
  }

  #remove({ group, stream }: StreamRecord): void {
    const streams = this.#groups.get(group);
    streams?.delete(stream);
    if (streams?.size === 0) this.#groups.delete(group);
  }

  #folderOf({ group, stream }: StreamRecord): string {
    return join(this.#root, folderName(group, stream));
  }
}
