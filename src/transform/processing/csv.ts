import { selectFields } from "../json-path/csv.js";
import type { ProcessingSteps } from "./choose.js";
import { csvRows, rawFields } from "./csv-row.js";
import type { Processor } from "./processor.js";

/**
 * CSV: a row counts as an array of its fields; joined, the input's fields come first. Text is held one byte to a character
 * (latin1), so that whatever its encoding is, it comes out as it went in.
 */
export function csvProcessor({ input, join, output }: ProcessingSteps): Processor {
  return {
    filterInput(record) {
      if (input.steps.length === 0) return record;
      return Buffer.from(selectFields(input, rawFields(textOf(record), "input")).join(","), "latin1");
    },

    rows: (reply) => csvRows(textOf(reply)),

    finish(record, row, inference) {
      const joined = join ? `${textOf(record)},${row}` : row;
      const filtered = output.steps.length === 0 ? joined : filter(joined);
      return inference === undefined ? filtered : `${filtered},${inference.id},${inference.time}`;
    },

    encode: (text) => Buffer.from(text, "latin1"),
  };

  function filter(row: string): string {
    return selectFields(output, rawFields(row, "output")).join(",");
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
