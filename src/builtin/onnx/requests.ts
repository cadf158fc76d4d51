import { readCsv } from "../../content/csv.js";
import { ContentError } from "../../content/errors.js";
import { decodeJson, parseJson } from "../../content/json.js";
import { JsonNumber, type JsonValue } from "../../content/json-value.js";
import { parseMediaType } from "../../content/media-type.js";
import { type Cell, elementOf, elementTypes, type TensorData } from "./elements.js";
import { requestErrors } from "./errors.js";
import type { GraphPort } from "./graph.js";

const types = ["text/csv", "application/json", "application/jsonlines"];

/** The values of one input for all rows. */
export interface Feed {
  readonly type: string;
  readonly data: TensorData;
  readonly dimensions: readonly number[];
}

/** A request's rows, by input. */
export interface Feeds {
  readonly rows: number;
  readonly feeds: Readonly<Record<string, Feed>>;
}

/**
 * Reads a request: CSV, JSON (a list of rows, also under `instances`) or JSON Lines. A row is a list of values, which the
 * inputs take in order, as many as each is wide, or (JSON) an object with the inputs' names. Nested lists are written out.
 */
export function readRequest(body: Uint8Array, contentType: string, inputs: readonly GraphPort[]): Feeds {
  try {
    return feedsOf(rowsOf(body, contentType, inputs), inputs);
  } catch (error) {
    throw error instanceof ContentError ? requestErrors.body(error.message) : error;
  }
}

function rowsOf(body: Uint8Array, contentType: string, inputs: readonly GraphPort[]): Cell[][] {
  const { essence } = parseMediaType(contentType);
  if (essence === "text/csv") return readCsv(body);
  const text = decodeJson(body);
  if (essence === "application/json") {
    const json = parseJson(text);
    const rows = json instanceof Map ? json.get("instances") : json;
    if (!Array.isArray(rows)) throw requestErrors.notRows();
    return rows.map((row) => cellsOf(row, inputs));
  }
  if (essence === "application/jsonlines") {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line) => cellsOf(parseJson(line), inputs));
  }
  throw requestErrors.contentType(essence, types);
}

function cellsOf(row: JsonValue, inputs: readonly GraphPort[]): Cell[] {
  if (!(row instanceof Map)) return flat(row);
  return inputs.flatMap(({ name }) => {
    const value = row.get(name);
    if (value === undefined) throw requestErrors.noValue(name);
    return flat(value);
  });
}

function flat(value: JsonValue): Cell[] {
  if (Array.isArray(value)) return value.flatMap(flat);
  if (value instanceof Map) throw requestErrors.nestedObject();
  return [value instanceof JsonNumber ? value.text : value === null ? null : String(value)];
}

function feedsOf(rows: readonly (readonly Cell[])[], inputs: readonly GraphPort[]): Feeds {
  if (rows.length === 0) throw requestErrors.noRows();
  const columns = rows[0].length;
  const widths = widthsOf(inputs, columns);
  const feeds: Record<string, Feed> = {};
  let from = 0;
  inputs.forEach((input, index) => {
    feeds[input.name] = feedOf(input, rows, from, widths[index], columns);
    from += widths[index];
  });
  return { rows: rows.length, feeds };
}

/** How many values of a row each input takes; a single input of open width takes all. */
function widthsOf(inputs: readonly GraphPort[], columns: number): number[] {
  const fixed = inputs.map(({ dimensions }) => {
    const rest = dimensions?.slice(1) ?? [-1];
    return rest.every((size) => size >= 0) ? rest.reduce((product, size) => product * size, 1) : -1;
  });
  const open = fixed.filter((width) => width === -1).length;
  const known = fixed.reduce((sum, width) => sum + Math.max(0, width), 0);
  // Converters leave the width of a column open that is one value wide.
  const widths = fixed.map((width) => (width !== -1 ? width : open === 1 ? columns - known : 1));
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total !== columns || widths.some((width) => width < 0)) {
    const parts = inputs.map(({ name }, index) => `${name}: ${fixed[index] === -1 ? "any" : fixed[index]}`).join(", ");
    throw requestErrors.width(columns, parts);
  }
  return widths;
}

function feedOf(
  { name, type, dimensions }: GraphPort,
  rows: readonly (readonly Cell[])[],
  from: number,
  width: number,
  columns: number,
): Feed {
  const element = elementTypes.get(type);
  if (element === undefined) throw requestErrors.inputType(name);
  const data = element.make(rows.length * width);
  const put = data as { [index: number]: number | bigint | string };
  for (let row = 0; row < rows.length; row++) {
    const cells = rows[row];
    if (cells.length !== columns) throw requestErrors.ragged(row, cells.length, columns);
    for (let at = 0; at < width; at++) {
      const cell = cells[from + at];
      const value = elementOf(element, cell);
      if (value === undefined) throw requestErrors.value(row, from + at, cell, element.name, name);
      put[row * width + at] = value;
    }
  }
  return { type: element.name, data, dimensions: [rows.length, ...restOf(dimensions, width)] };
}

/** The dimensions after the rows: those of the model where they are all known, otherwise one. */
function restOf(dimensions: readonly number[] | undefined, width: number): readonly number[] {
  if (dimensions?.length === 1) return [];
  const rest = dimensions?.slice(1) ?? [];
  return rest.length > 0 && rest.every((size) => size >= 0) ? rest : [width];
}
