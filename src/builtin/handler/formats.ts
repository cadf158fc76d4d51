import { negotiate, parseMediaType, readCsv } from "../../content/index.js";
import { formatErrors } from "./errors.js";

/** What the default functions read and write; the first is written when nothing is accepted in particular. */
const defaultTypes = ["application/json", "text/csv", "application/jsonlines"] as const;

/** The default `parse`. */
export function parseBody(body: Uint8Array, contentType: string): unknown {
  const type = parseMediaType(contentType).essence;
  const text = () => new TextDecoder().decode(body);
  if (type === "text/csv") return readCsv(body);
  if (type === "application/json") return json(text());
  if (["application/jsonlines", "application/x-jsonlines", "application/x-ndjson"].includes(type)) {
    return text()
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(json);
  }
  throw formatErrors.contentType(type, defaultTypes);
}

/** The default `format`: body and content type. */
export function formatBody(prediction: unknown, accept: string): { body: string; contentType: string } {
  const contentType = negotiate(accept === "" ? "*/*" : accept, defaultTypes);
  if (contentType === undefined) throw formatErrors.accept(accept, defaultTypes);
  if (contentType === "application/json") return { body: JSON.stringify(prediction ?? null), contentType };
  const items: unknown[] = Array.isArray(prediction) ? prediction : [prediction];
  const line = contentType === "text/csv" ? csvLine : (item: unknown) => JSON.stringify(item ?? null);
  return { body: items.map((item) => `${line(item)}\n`).join(""), contentType };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw formatErrors.notJson(error);
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
