import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rm, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { journalFailed, type TransformFailure } from "../errors.js";
import type { InputObject } from "../storage/storage.js";
import { hopelessReason } from "../storage/write.js";

/** How an object of a job ended. */
export interface ObjectOutcome {
  readonly uri: string;
  readonly records: number;
  readonly bad: number;
  /** Absent when it was transformed. */
  readonly failure?: TransformFailure;
}

type Entry = { readonly input: InputObject } | { readonly listed: true } | { readonly outcome: ObjectOutcome };

/**
 * What a job has to remember so that a new process can go on with it: the inputs as they were listed, and how each ended. An
 * append-only file of JSON lines; a line that a kill cut short is dropped. It is not flushed to disk: a lost line means only
 * that an object is done again, with the same output.
 */
export class Journal {
  readonly #path: string;
  readonly #file: FileHandle;
  #inputs: InputObject[] | undefined;
  readonly outcomes = new Map<string, ObjectOutcome>();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Throws `TransformError` (journal-failed). */
  static async open(path: string): Promise<Journal> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const journal = new Journal(path, await open(path, "a+"));
      await journal.#read();
      return journal;
    } catch (error) {
      throw failure(error);
    }
  }

  /** The inputs, if an earlier run listed all of them. */
  get inputs(): readonly InputObject[] | undefined {
    return this.#inputs;
  }

  /** Throws `TransformError` (journal-failed). */
  async list(inputs: readonly InputObject[]): Promise<void> {
    this.#inputs = [...inputs];
    const lines: Entry[] = [...inputs.map((input) => ({ input })), { listed: true }];
    try {
      await truncate(this.#path);
      for (let at = 0; at < lines.length; at += 1000) await this.#append(lines.slice(at, at + 1000));
    } catch (error) {
      throw failure(error);
    }
  }

  /** A line that cannot be written is as good as lost: the job goes on, and only a new process would do the object again. */
  async end(outcome: ObjectOutcome): Promise<void> {
    this.outcomes.set(outcome.uri, outcome);
    await this.#append([{ outcome }]).catch(() => {});
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The job has ended and its record says how: nothing is left to go on with. */
  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  async #append(entries: readonly Entry[]): Promise<void> {
    await this.#file.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  }

  async #read(): Promise<void> {
    const inputs: InputObject[] = [];
    let good = 0;
    for await (const line of createInterface({ input: createReadStream(this.#path) })) {
      const entry = parse(line);
      if (entry === undefined) break;
      good += Buffer.byteLength(line) + 1;
      if ("input" in entry) inputs.push(entry.input);
      else if ("listed" in entry) this.#inputs = inputs;
      else this.outcomes.set(entry.outcome.uri, entry.outcome);
    }
    const { size } = await this.#file.stat();
    if (size > good) await truncate(this.#path, good);
    else if (size < good) await this.#file.appendFile("\n");
  }
}

function failure(error: unknown): Error {
  return journalFailed(hopelessReason(error) ?? (error as Error).message, error);
}

function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
