/** Where in a bundle something went wrong; known parts only. */
export interface Where {
  /** The name of the node, with the pipelines around it: `pipeline/scaler`. */
  readonly node?: string;
  /** The op's name in MLeap: `standard_scaler`. */
  readonly op?: string;
  readonly column?: string;
  /** The row of the frame, from 0. */
  readonly row?: number;
}

/** Every way in which a bundle can be refused, or a frame fail in it. */
export type MleapErrorCode =
  /** No `bundle.json` where a bundle was looked for. */
  | "no-bundle"
  /** A file of the bundle is missing, or is not what its format says. */
  | "bad-bundle"
  /** Written by an MLeap older than 0.8, or in a format nobody writes any more. */
  | "unsupported-bundle"
  /** The bundle has ops that are not in the registry. */
  | "unknown-op"
  /** An attribute of an op is missing, of another kind, or has a value that the op cannot have. */
  | "bad-attribute"
  /** A node lacks a port that its op needs. */
  | "bad-shape"
  /** Two nodes, or a node and the input, make the same column. */
  | "duplicate-column"
  /** A column that is asked for, or needed, is not there. */
  | "missing-column"
  /** A column's type cannot be turned into what the op takes. */
  | "column-type"
  /** A null where the op has no answer for one. */
  | "null-value"
  /** A label or value that was not there when the op was fitted. */
  | "unseen-value"
  /** A value that the op has no answer for. */
  | "bad-value"
  /** A vector of another length than the op was fitted for. */
  | "vector-size"
  /** More memory or time asked for than the limits allow. */
  | "limit";

/**
 * What is wrong with a bundle or with a row. The message alone is MLeap's own where MLeap has one (clients of SparkML Serving
 * see it); `explain()` adds where it happened.
 */
export class MleapError extends Error {
  readonly code: MleapErrorCode;
  where: Where;

  constructor(code: MleapErrorCode, message: string, where: Where = {}, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "MleapError";
    this.code = code;
    this.where = where;
  }

  /** The message with node, op, column and row, for people. */
  explain(): string {
    const { node, op, column, row } = this.where;
    const parts: string[] = [];
    if (op !== undefined) parts.push(`op ${op}`);
    if (node !== undefined) parts.push(`node ${node}`);
    if (column !== undefined) parts.push(`column ${column}`);
    if (row !== undefined) parts.push(`row ${row}`);
    return parts.length === 0 ? this.message : `${this.message} (${parts.join(", ")})`;
  }
}

const names = (list: readonly string[]) => list.join(", ");

/** The constructors of every error of this library. */
export const errors = {
  noBundle: () =>
    new MleapError("no-bundle", "no bundle.json found at the top, one folder down, or in a zip archive there"),
  badArchive: (cause: Error) =>
    new MleapError("bad-bundle", `the archive cannot be read: ${cause.message}`, {}, { cause }),
  missingFile: (path: string) => new MleapError("bad-bundle", `the bundle has no file ${path}`),
  badFile: (path: string, why: string, cause?: unknown) =>
    new MleapError("bad-bundle", `${path}: ${why}`, {}, { cause }),
  unsupportedBundle: (why: string) => new MleapError("unsupported-bundle", why),
  unknownOps: (ops: readonly { op: string; node: string; reason: string | undefined }[]) =>
    new MleapError(
      "unknown-op",
      `this bundle has ops that cannot run here: ${ops
        .map(({ op, node, reason }) => `${op} (node ${node}${reason === undefined ? "" : `: ${reason}`})`)
        .join(", ")}`,
    ),
  missingAttribute: (name: string) => new MleapError("bad-attribute", `attribute ${name} is missing`),
  badAttribute: (name: string, why: string) => new MleapError("bad-attribute", `attribute ${name} ${why}`),
  missingPort: (port: string, ports: readonly string[]) =>
    new MleapError("bad-shape", `the node has no port ${port}; it has ${names(ports) || "none"}`),
  duplicateColumn: (column: string) =>
    new MleapError("duplicate-column", `struct already has field: ${column}`, { column }),
  missingColumn: (column: string) => new MleapError("missing-column", `invalid field: ${column}`, { column }),
  missingInput: (input: number, columns: readonly string[]) =>
    new MleapError(
      "missing-column",
      `there is no input ${input}: inputs 0 to ${columns.length - 1} are ${names(columns)}`,
    ),
  missingColumns: (columns: readonly string[]) =>
    new MleapError("missing-column", `invalid fields: ${columns.join(",")}`, { column: columns[0] }),
  columnType: (column: string, from: string, to: string) =>
    new MleapError("column-type", `Cannot cast ${from} to ${to}`, { column }),
  columnLayout: (column: string, why: string) => new MleapError("column-type", why, { column }),
  nullValue: (row: number) => new MleapError("null-value", "trying to cast null to non-nullable value", { row }),
  nullLabel: (row: number) =>
    new MleapError("null-value", "StringIndexer encountered NULL value. To handle NULLS, set handleInvalid to keep", {
      row,
    }),
  unseenLabel: (label: string, row: number) =>
    new MleapError("unseen-value", `Unseen label: ${label}. To handle unseen labels, set handleInvalid to keep`, {
      row,
    }),
  unseenValue: (message: string, row: number) => new MleapError("unseen-value", message, { row }),
  badValue: (message: string, row: number) => new MleapError("bad-value", message, { row }),
  vectorSize: (size: number, fitted: number) =>
    new MleapError("vector-size", `the vector has ${size} elements, the op was fitted for ${fitted}`),
  regexSteps: (allowed: number, row: number) =>
    new MleapError("limit", `the regular expression needs more than ${allowed} steps on this text`, { row }),
  limit: (what: string, asked: number, allowed: number) =>
    new MleapError("limit", `${what}: ${asked} is more than the limit of ${allowed}`),
};

/** Adds what is known of the place to an error that passes by; what it knows already stays. */
export function locate(error: unknown, where: Where): unknown {
  if (error instanceof MleapError) error.where = { ...where, ...error.where };
  return error;
}

/** Names another row than the error knew: rows are counted anew in every batch. */
export function moved(error: unknown, row: number): unknown {
  if (error instanceof MleapError) error.where = { ...error.where, row };
  return error;
}
