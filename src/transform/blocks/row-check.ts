import type { StageReport } from "../../pipeline/stage.js";
import { rowCount, type TransformError } from "../errors.js";
import { mediaType } from "../job.js";
import { csvSplitter } from "../split/csv.js";
import { lineSplitter } from "../split/line.js";
import type { Splitter } from "../split/splitter.js";

/**
 * Counts the rows that go from container to container in a request of several records. A container that answers fewer (the
 * original SparkML one reads only the first row of a CSV request) would shift every record after it; SageMaker does not
 * notice (aws/sagemaker-python-sdk issue 4042). Answers whose rows cannot be counted pass.
 */
export class RowCheck {
  readonly #records: number;
  #wrong: TransformError | undefined;

  constructor(records: number) {
    this.#records = records;
  }

  see(report: StageReport): void {
    if (this.#wrong !== undefined || report.status < 200 || report.status > 299) return;
    const rows = report.rows ?? rowsOf(report);
    if (rows !== undefined && rows !== this.#records) this.#wrong = rowCount(report.name, this.#records, rows);
  }

  /** Throws `TransformError` (row-count) that names the first container whose rows were not the records' number. */
  verdict(): void {
    if (this.#wrong !== undefined) throw this.#wrong;
  }
}

const splitters: Readonly<Record<string, Splitter>> = {
  "text/csv": csvSplitter,
  "application/jsonlines": lineSplitter,
};

/** How the rows of an answer are told apart; undefined when they cannot be. */
export function rowSplitter(contentType: string | undefined): Splitter | undefined {
  return splitters[mediaType(contentType)];
}

/** The rows of a container's answer; undefined when they cannot be counted. */
export function rowsOf(report: StageReport): number | undefined {
  const reply = report.output();
  const splitter = rowSplitter(reply?.contentType);
  if (reply === undefined || splitter === undefined) return undefined;
  return countRows(reply.body, splitter);
}

/** The rows of a body; one without a line end at the end counts. */
export function countRows(bytes: Uint8Array, splitter: Splitter): number {
  let rows = 0;
  for (let at = 0; at < bytes.length; rows++) at = splitter.endOf(bytes, at, true);
  return rows;
}
