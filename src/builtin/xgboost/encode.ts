import { formatPythonFloat, formatPythonJsonFloat } from "../../content/python-number.js";
import { writeRecordLabels } from "../../content/record-protobuf.js";
import type { VectorColumn } from "../../frame/types.js";
import type { Reply } from "../../pipeline/container.js";
import { textReply } from "../native.js";
import { refusals } from "./errors.js";

/** Predictions in a media type. JSON Lines and RecordIO, for which the original has no encoder, hold the same `score`. */
export function encodePredictions(predictions: VectorColumn, rows: number, accept: string): Reply {
  switch (accept) {
    case "text/csv":
      return textReply("text/csv; charset=utf-8", `${rowTexts(predictions, rows, csvRow).join("\n")}\n`);
    case "application/json": {
      const scores = rowTexts(predictions, rows, jsonScore);
      return textReply(accept, `{"predictions": [${scores.join(", ")}]}`);
    }
    case "application/jsonlines":
      return textReply(accept, `${rowTexts(predictions, rows, jsonScore).join("\n")}\n`);
    case "application/x-recordio-protobuf": {
      const { values, size } = predictions;
      const labels = Array.from({ length: rows }, (_, row) => {
        return [["score", [...values.subarray(row * size, (row + 1) * size)]]] as const;
      });
      return { status: 200, contentType: accept, headers: {}, body: writeRecordLabels(labels) };
    }
    default:
      throw refusals.internal();
  }
}

/** As batch transform is answered, whatever is accepted: Python's text of each row on a line. */
export function encodeBatch(predictions: VectorColumn, rows: number, contentType: string): Reply {
  return textReply(withCharset(contentType), `${rowTexts(predictions, rows, listRow).join("\n")}\n`);
}

/** As the versions before 1.2-2 answer: everything on one line, and always CSV. */
export function encodeOneLine(predictions: VectorColumn, rows: number, batch: boolean): Reply {
  const separator = batch ? "\n" : ",";
  const text = rowTexts(predictions, rows, listRow).join(separator) + (batch ? "\n" : "");
  return textReply("text/csv; charset=utf-8", text);
}

/** Flask adds the charset to types of text. */
export function withCharset(contentType: string): string {
  return contentType.startsWith("text/") ? `${contentType}; charset=utf-8` : contentType;
}

type RowText = (values: Float32Array | Float64Array, from: number, to: number) => string;

function rowTexts({ values, size }: VectorColumn, rows: number, text: RowText): string[] {
  const texts: string[] = new Array(rows);
  for (let row = 0; row < rows; row++) texts[row] = text(values, row * size, (row + 1) * size);
  return texts;
}

const csvRow: RowText = (values, from, to) => {
  let text = formatPythonFloat(values[from]);
  for (let at = from + 1; at < to; at++) text += `,${formatPythonFloat(values[at])}`;
  return text;
};

/** Python's `str` of a float or of a list of floats. */
const listRow: RowText = (values, from, to) => {
  if (to - from === 1) return formatPythonFloat(values[from]);
  return `[${Array.from(values.subarray(from, to), formatPythonFloat).join(", ")}]`;
};

const jsonScore: RowText = (values, from, to) => {
  if (to - from === 1) return `{"score": ${formatPythonJsonFloat(values[from])}}`;
  return `{"score": [${Array.from(values.subarray(from, to), formatPythonJsonFloat).join(", ")}]}`;
};
