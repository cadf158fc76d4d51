import { randomUUID } from "node:crypto";
import { oneChunk } from "../../stores/objects/one-chunk.js";
import type { ObjectStore } from "../../stores/objects.js";

export interface CaptureLimits {
  /** A file is written this long after its first line, in ms. */
  readonly ageMs: number;
  /** … or when it has this many characters. */
  readonly characters: number;
  /** Beyond this, while the store does not take what is waiting, lines are dropped and counted. */
  readonly waitingCharacters: number;
}

export const defaultLimits: CaptureLimits = {
  ageMs: 10_000,
  characters: 4 * 1024 * 1024,
  waitingCharacters: 64 * 1024 * 1024,
};

interface File {
  readonly bucket: string;
  readonly key: string;
  lines: string[];
  characters: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Gathers captured lines and writes them as objects `<prefix>/<endpoint>/<variant>/yyyy/mm/dd/hh/<mm-ss-ms-uuid>.jsonl` (UTC).
 * Never holds up a request: what the store does not take is reported and dropped.
 */
export class CaptureWriter {
  readonly #objects: Pick<ObjectStore, "put">;
  readonly #warn: (message: string) => void;
  readonly #limits: CaptureLimits;
  readonly #open = new Map<string, File>();
  readonly #writing = new Set<Promise<void>>();
  #waiting = 0;
  #dropped = 0;

  constructor(objects: Pick<ObjectStore, "put">, warn: (message: string) => void, limits = defaultLimits) {
    this.#objects = objects;
    this.#warn = warn;
    this.#limits = limits;
  }

  /** @param folder `<prefix>/<endpoint>/<variant>` */
  write(bucket: string, folder: string, line: string): void {
    if (this.#waiting + line.length > this.#limits.waitingCharacters) {
      this.#dropped++;
      return;
    }
    const now = new Date();
    const hour = now.toISOString().slice(0, 13).replace(/[-T]/g, "/");
    const place = `${bucket}/${folder}/${hour}`;
    let file = this.#open.get(place);
    if (file === undefined) {
      const key = `${folder}/${hour}/${now.toISOString().slice(14, 23).replace(/[:.]/g, "-")}-${randomUUID()}.jsonl`;
      file = { bucket, key, lines: [], characters: 0, timer: undefined };
      file.timer = setTimeout(() => this.#finish(place), this.#limits.ageMs);
      this.#open.set(place, file);
    }
    file.lines.push(line);
    file.characters += line.length + 1;
    this.#waiting += line.length + 1;
    if (file.characters >= this.#limits.characters) this.#finish(place);
  }

  /** Writes everything that is waiting. */
  async flush(): Promise<void> {
    for (const place of [...this.#open.keys()]) this.#finish(place);
    await Promise.all(this.#writing);
  }

  #finish(place: string): void {
    const file = this.#open.get(place)!;
    this.#open.delete(place);
    clearTimeout(file.timer);
    const writing: Promise<void> = this.#put(file).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  async #put({ bucket, key, lines, characters }: File): Promise<void> {
    const body = Buffer.from(`${lines.join("\n")}\n`);
    try {
      await this.#objects.put(bucket, key, oneChunk(body), { attributes: { contentType: "application/jsonlines" } });
    } catch (error) {
      this.#warn(`captured data could not be written to s3://${bucket}/${key}: ${(error as Error).message}`);
    }
    this.#waiting -= characters;
    if (this.#dropped > 0) this.#warn(`${this.#dropped} captured requests were dropped: the object store was too slow`);
    this.#dropped = 0;
  }
}
