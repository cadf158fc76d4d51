import { rowCount } from "../errors.js";
import { mediaType } from "../job.js";
import type { Processor } from "../processing/processor.js";
import type { BlockSettings } from "../settings.js";
import type { Block } from "./block.js";
import { ByteWriter } from "./byte-writer.js";
import { inferenceId } from "./inference-id.js";
import type { Records } from "./records.js";

/**
 * Assembles a block's output in the order of its records. Without a processor the answers go in as they came; `AssembleWith:
 * Line` ends each with a newline unless it has one, so that containers that write their own (XGBoost) leave no empty lines.
 */
export class Output {
  readonly #writer: ByteWriter;
  readonly #records: Records;
  readonly #block: Block;
  readonly #settings: BlockSettings;
  readonly #processor: Processor | undefined;
  readonly #lines: boolean;

  constructor(block: Block, records: Records, settings: BlockSettings, processor: Processor | undefined) {
    this.#writer = new ByteWriter(block.bytes.length);
    this.#records = records;
    this.#block = block;
    this.#settings = settings;
    this.#processor = processor;
    this.#lines = settings.assemble === "Line" || mediaType(settings.contentType) === "application/jsonlines";
  }

  /** Whether it is made of a line for each record, as the containers answered it. */
  get plainLines(): boolean {
    const { split, assemble } = this.#settings;
    return this.#processor === undefined && split === "Line" && assemble === "Line";
  }

  /**
   * Writes the answer to the records of `group`. Throws `TransformError` (row-count, bad-json) when it cannot be matched to
   * them; a record whose own row cannot be used goes to `onBad`, which may throw.
   */
  write(answer: Uint8Array, group: readonly number[], onBad: (record: number, error: unknown) => void): void {
    if (this.#processor === undefined) {
      const start = this.#writer.length;
      this.#writer.write(answer);
      if (this.#settings.assemble === "Line") this.#writer.endLine(start);
      return;
    }
    const rows = this.match(answer, group)!;
    const finished: string[] = [];
    group.forEach((record, at) => {
      try {
        finished.push(this.#finish(this.#processor!, record, rows[at]));
      } catch (error) {
        onBad(record, error);
      }
    });
    this.#writer.write(this.#processor.encode(finished.join("")));
  }

  /** The answer's rows, one to a record. Throws like `write`; undefined when answers are passed on unseen. */
  match(answer: Uint8Array, group: readonly number[]): readonly string[] | undefined {
    const rows = this.#processor?.rows(answer, group.length);
    if (rows !== undefined && rows.length !== group.length) throw rowCount(undefined, group.length, rows.length);
    return rows;
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#writer.take();
  }

  #finish(processor: Processor, record: number, row: string): string {
    const { inference } = this.#settings;
    const id = inference && {
      id: inferenceId(`${inference.seed} ${this.#block.source} ${this.#block.number} ${record}`),
      time: inference.time,
    };
    const text = processor.finish(this.#records.payload(record), row, id);
    return this.#lines ? `${text}\n` : text;
  }
}
