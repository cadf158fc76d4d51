import { CsvScanner, negotiate, parseMediaType } from "../../content/index.js";
import type { Rows } from "./types.js";

/** What the default functions read and write; the first is written when nothing is accepted in particular. */
export const defaultTypes = ["application/json", "text/csv", "application/jsonlines"] as const;

/** A body or an Accept that the default functions have no format for; the status is the inference toolkit's. */
export class FormatError extends Error {
  readonly status: number;

  constructor(status: 406 | 415 | 400, message: string) {
    super(message);
    this.name = "FormatError";
    this.status = status;
  }
}

/** The default `parse`. */
export function parseBody(body: Uint8Array, contentType: string): unknown {
  const type = parseMediaType(contentType).essence;
  const text = () => new TextDecoder().decode(body);
  if (type === "text/csv") return csvRows(body);
  if (type === "application/json") return json(text());
  if (["application/jsonlines", "application/x-jsonlines", "application/x-ndjson"].includes(type)) {
    return text()
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(json);
  }
  throw new FormatError(
    415,
    `Content type ${type || "(none)"} is not supported: this handler reads ${defaultTypes.join(", ")}.`,
  );
}

/** The default `format`: body and content type. */
export function formatBody(prediction: unknown, accept: string): { body: string; contentType: string } {
  const contentType = negotiate(accept === "" ? "*/*" : accept, defaultTypes);
  if (contentType === undefined) {
    throw new FormatError(406, `Accept ${accept} is not supported: this handler writes ${defaultTypes.join(", ")}.`);
  }
  if (contentType === "application/json") return { body: JSON.stringify(prediction ?? null), contentType };
  const items: unknown[] = Array.isArray(prediction) ? prediction : [prediction];
  const line = contentType === "text/csv" ? csvLine : (item: unknown) => JSON.stringify(item ?? null);
  return { body: items.map((item) => `${line(item)}\n`).join(""), contentType };
}

function csvRows(body: Uint8Array): Rows {
  const scanner = new CsvScanner(body);
  const rows: Rows = [];
  while (scanner.nextRecord()) {
    const row: string[] = [];
    while (scanner.nextCell()) row.push(scanner.text());
    rows.push(row);
  }
  return rows;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(400, `The body is not JSON: ${(error as Error).message}`);
  }
}

/** One record: a list's items, an object's values, or the value itself. */
function csvLine(item: unknown): string {
  const cells = Array.isArray(item) ? item : typeof item === "object" && item !== null ? Object.values(item) : [item];
  return cells.map(csvCell).join(",");
}

function csvCell(cell: unknown): string {
  const text =
    cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
