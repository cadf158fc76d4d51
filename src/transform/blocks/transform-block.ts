import { failureOf, isOfRecord } from "../errors.js";
import { mediaType } from "../job.js";
import { processorFor } from "../processing/choose.js";
import { type BlockSettings, processesRecords } from "../settings.js";
import { splitterFor } from "../split/choose.js";
import { lineSplitter } from "../split/line.js";
import type { Block, BlockResult, RecordFailure } from "./block.js";
import { Output } from "./output.js";
import { Records } from "./records.js";
import { Requests } from "./requests.js";
import type { Answer, Sender } from "./send.js";

/** Turns a block of records into output. Throws `TransformError` when no single record is to blame. */
export type TransformBlock = (block: Block, signal: AbortSignal) => Promise<BlockResult>;

/**
 * @param width requests for single records that are under way at a time; their answers are written in the records' order.
 */
export function blockTransformer(settings: BlockSettings, sender: Sender, width: number): TransformBlock {
  const processor = processesRecords(settings)
    ? processorFor(settings.accept ?? settings.contentType, settings.processing)
    : undefined;
  const whole = splitterFor(settings.split, settings.contentType);
  // JSON Lines that are sent as a whole are still one record to a line where rows are matched to records.
  const byLine = processor !== undefined && mediaType(settings.contentType) === "application/jsonlines";
  const splitter = byLine ? lineSplitter : whole;
  const alone = settings.strategy === "SingleRecord" || (settings.split === "None" && !byLine);
  return async (block, signal) => {
    const records = new Records(block.bytes, splitter);
    const run = new BlockRun(settings, sender, signal, {
      records,
      requests: new Requests(records, alone, settings, processor),
      output: new Output(block, records, settings, processor),
    });
    return alone ? run.oneByOne(width) : run.together();
  };
}

interface BlockParts {
  readonly records: Records;
  readonly requests: Requests;
  readonly output: Output;
}

/** Thrown to leave a block at its first bad record when the job does not skip them. */
class Stopped extends Error {}

/** Records that are sent apart, but go through native containers together. */
const recordsApart = 1024;

/** One block on its way: what has failed, and how long the containers took. */
class BlockRun {
  readonly #settings: BlockSettings;
  readonly #sender: Sender;
  readonly #signal: AbortSignal;
  readonly #parts: BlockParts;
  readonly #failures: RecordFailure[] = [];
  readonly #stages: Record<string, number> = {};

  constructor(settings: BlockSettings, sender: Sender, signal: AbortSignal, parts: BlockParts) {
    this.#settings = settings;
    this.#sender = sender;
    this.#signal = signal;
    this.#parts = parts;
  }

  /** MultiRecord: one request for all records of the block. */
  together(): Promise<BlockResult> {
    return this.#finish(async () => {
      const group = this.#prepared();
      if (group.length > 0) await this.#attempt(group);
    });
  }

  /** SingleRecord: a request for each record. */
  oneByOne(width: number): Promise<BlockResult> {
    return this.#finish(async () => {
      const group = this.#prepared();
      if (this.#answerInLines(group)) return;
      for (let at = 0; at < group.length; at += recordsApart) {
        const part = group.slice(at, at + recordsApart);
        if (!this.#answerApart(part)) await this.#sendApart(part, width);
      }
    });
  }

  /** Writes the answers to a whole block of lines, if the sender can take it at once; says whether it could. */
  #answerInLines(group: readonly number[]): boolean {
    const { records, output } = this.#parts;
    if (!output.plainLines || group.length === 0 || group.length < records.length) return false;
    const answer = this.#sender.sendLines?.(records.bytes, records.length);
    if (answer === undefined) return false;
    this.#write(group, answer);
    return true;
  }

  /** Writes the answers to records that the sender can take at once; says whether it could. */
  #answerApart(group: readonly number[]): boolean {
    const answers = this.#sender.sendApart?.(group.map((record) => this.#parts.requests.body([record])));
    if (answers === undefined) return false;
    this.#clock(answers.times);
    for (const [index, record] of group.entries()) {
      try {
        this.#write([record], { body: answers.body[index], times: {} });
      } catch (error) {
        this.#fail(record, error);
      }
    }
    return true;
  }

  async #sendApart(group: readonly number[], width: number): Promise<void> {
    const pending: { readonly group: readonly number[]; readonly answer: Promise<Answer> }[] = [];
    const settle = async () => {
      const { group: sent, answer } = pending.shift()!;
      await this.#take(sent, answer);
    };
    for (const record of group) {
      const answer = this.#send([record]);
      answer.catch(() => {});
      pending.push({ group: [record], answer });
      if (pending.length >= width) await settle();
    }
    while (pending.length > 0) await settle();
  }

  /** The records that can be sent, in order. */
  #prepared(): number[] {
    const { records, requests } = this.#parts;
    const { allFit } = requests;
    const group: number[] = [];
    for (let record = 0; record < records.length; record++) {
      try {
        if (!allFit) requests.prepare(record);
        group.push(record);
      } catch (error) {
        this.#fail(record, error);
      }
    }
    return group;
  }

  async #attempt(group: readonly number[]): Promise<void> {
    try {
      return await this.#write(group, await this.#send(group));
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      if (group.length === 1) return this.#fail(group[0], error);
      if (this.#settings.skipBadRecords) {
        const middle = group.length >>> 1;
        await this.#attempt(group.slice(0, middle));
        return this.#attempt(group.slice(middle));
      }
      await this.#blame(group);
      throw error;
    }
  }

  /** Looks for one record that fails on its own, with about 2·log₂ n requests, so that the job's log can name it. */
  async #blame(group: readonly number[]): Promise<void> {
    let suspects = group;
    while (suspects.length > 1) {
      const half = suspects.slice(0, suspects.length >>> 1);
      const matched = this.#send(half).then(({ body }) => this.#parts.output.match(body, half));
      const failed = await matched.then(() => false, isOfRecord);
      suspects = failed ? half : suspects.slice(half.length);
    }
    await this.#take(suspects, this.#send(suspects));
  }

  async #take(group: readonly number[], answer: Promise<Answer>): Promise<void> {
    try {
      this.#write(group, await answer);
    } catch (error) {
      this.#fail(group[0], error);
    }
  }

  async #send(group: readonly number[]): Promise<Answer> {
    const body = this.#parts.requests.body(group);
    return this.#sender.send({ body, records: group.length }, this.#signal);
  }

  #clock(times: Readonly<Record<string, number>>): void {
    for (const [stage, ms] of Object.entries(times)) this.#stages[stage] = (this.#stages[stage] ?? 0) + ms;
  }

  #write(group: readonly number[], { body, times }: Answer): void {
    this.#clock(times);
    this.#parts.output.write(body, group, (record, error) => this.#fail(record, error));
  }

  /** Notes that a record failed; throws `Stopped` when that ends the object, and the error itself when it is not the record's. */
  #fail(record: number, error: unknown): void {
    if (!isOfRecord(error)) throw error;
    this.#failures.push({ ...failureOf(error), record, line: this.#parts.records.line(record) });
    if (!this.#settings.skipBadRecords) throw new Stopped();
  }

  async #finish(work: () => Promise<void>): Promise<BlockResult> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    const { records, output } = this.#parts;
    this.#failures.sort((a, b) => a.record - b.record);
    return {
      output: output.take(),
      records: records.length,
      lines: records.lines,
      failures: this.#failures,
      stages: this.#stages,
    };
  }
}
