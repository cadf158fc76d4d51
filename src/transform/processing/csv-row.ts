import { badCsv } from "../errors.js";

/**
 * The fields of one CSV record (RFC 4180) as they are written, quotes included, so that a field that is copied stays as it
 * was. Throws `TransformError` (bad-csv) with AWS's words for a quote in a field that is not quoted.
 */
export function rawFields(row: string, what: "input" | "output"): string[] {
  if (!row.includes('"')) return row.split(",");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const end = fieldEnd(row, at, what);
    fields.push(row.slice(at, end));
    if (end >= row.length) return fields;
    at = end + 1;
  }
}

/** The records of a CSV text, without their newlines; a newline at the end adds none. */
export function csvRows(text: string): string[] {
  if (text === "") return [];
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  if (!body.includes('"')) return body.split("\n").map(withoutReturn);
  const rows: string[] = [];
  for (let start = 0; start <= body.length; ) {
    const end = rowEnd(body, start);
    rows.push(withoutReturn(body.slice(start, end)));
    start = end + 1;
  }
  return rows;
}

function withoutReturn(row: string): string {
  return row.endsWith("\r") ? row.slice(0, -1) : row;
}

/** Offset of the comma, or of the row's end, after the field that begins at `start`. */
function fieldEnd(row: string, start: number, what: "input" | "output"): number {
  if (row[start] !== '"') {
    const comma = row.indexOf(",", start);
    const end = comma < 0 ? row.length : comma;
    if (row.slice(start, end).includes('"')) {
      throw badCsv(what, `bare " in non quoted field found near: ${row.slice(start, start + 200)}`);
    }
    return end;
  }
  const close = closing(row, start + 1);
  if (close < 0) throw badCsv(what, `a quoted field is not closed, found near: ${row.slice(start, start + 200)}`);
  if (close + 1 < row.length && row[close + 1] !== ",") {
    throw badCsv(what, `text after the closing quote of a field, found near: ${row.slice(start, start + 200)}`);
  }
  return close + 1;
}

/** Offset of the first newline outside of quotes; a quote opens a field only as its first character. */
function rowEnd(text: string, start: number): number {
  let fieldStart = true;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && fieldStart) {
      const close = closing(text, at + 1);
      if (close < 0) return text.length;
      at = close;
      fieldStart = false;
    } else if (character === "\n") return at;
    else fieldStart = character === ",";
  }
  return text.length;
}

function closing(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
