import { negotiate } from "../../content/accept.js";
import { parseMediaType } from "../../content/media-type.js";
import { ContainerError, type ErrorPlace } from "../../pipeline/errors.js";

/**
 * What SparkML Serving refuses, in its own words: those of its code, of commons-csv and Jackson, and of Java 8, which its images
 * run. Answered as 400 with the bare text.
 */
export const refusals = {
  accept: () => refuse("Accept value passed via request or environment variable is not valid"),
  noSchema: () => refuse("Input schema has to be provided either via environment variable or via the request"),
  inputType: () => refuse("Data type passed in the request is wrong for one or more columns"),
  givenType: () => refuse("Given type is not supported"),
  notAList: (struct: string, place: ErrorPlace) =>
    refuse(`Input val is not a list but struct passed is ${struct}`, place),
  vectorType: () => refuse("Only Double type is supported for vector"),
  notANumber: (text: string, place: ErrorPlace) => refuse(`For input string: "${text}"`, place),
  emptyNumber: (place: ErrorPlace) => refuse("empty String", place),
  outOfRange: (text: string, place: ErrorPlace) => refuse(`Value out of range. Value:"${text}" Radix:10`, place),
  cast: (from: string, to: string, place: ErrorPlace = {}) => refuse(`${from} cannot be cast to ${to}`, place),
  /** `ArrayList.get` beyond the end. */
  tooFewValues: (index: number, size: number, place: ErrorPlace = {}) =>
    refuse(`Index: ${index}, Size: ${size}`, place),
  /** An array's own exception says no more than the index. */
  tooFewColumns: (index: number, place: ErrorPlace) => refuse(String(index), place),
  nullOutput: (place: ErrorPlace) => refuse("value at 0 is null", place),
  noOutputColumn: (name: string) => refuse(`invalid fields: ${name}`, { column: name }),
  /** The original answers an empty body here: a null-pointer exception has no message. */
  nullElement: (place: ErrorPlace) => refuse("a vector cannot hold null", place),
  nullBody: () => refuse("a line is null instead of an object with data"),
  nullColumn: () => refuse("a column of the schema is null"),
  /** A text that comes from the parser of a format, or from MLeap. */
  text: (body: string, place: ErrorPlace, cause: unknown) => new ContainerError(400, body, { place, cause }),
} as const;

/** Why a container does not start. */
export const startErrors = {
  noModelFolder: () => new Error("SparkML Serving needs a model: an MLeap bundle in a model.tar.gz"),
  badSchemaFile: (cause: Error) => new Error(`schema.json is not a schema: ${cause.message}`, { cause }),
} as const;

function refuse(body: string, place: ErrorPlace = {}): ContainerError {
  return new ContainerError(400, body, { place });
}

/** What Spring Boot answers before the container's own code is reached; nothing where the client does not take JSON. */
export function frameworkError(status: 400 | 415, accept: string | undefined, reason: string): ContainerError {
  const error = status === 400 ? "Bad Request" : "Unsupported Media Type";
  const takesJson = isBlank(accept) || negotiate(accept, ["application/json"]) !== undefined;
  const document = { timestamp: Date.now(), status, error, path: "/invocations" };
  return new ContainerError(status, takesJson ? JSON.stringify(document) : "", {
    contentType: "application/json",
    place: { reason },
  });
}

/** The same error with the content type that Spring gives a text: the one the client asks for, if it is a single one. */
export function typed(error: unknown, accept: string | undefined): unknown {
  if (!(error instanceof ContainerError) || error.contentType !== "text/plain") return error;
  const { status, body, place, cause } = error;
  return new ContainerError(status, body, { contentType: errorType(accept), place, cause });
}

function errorType(accept: string | undefined): string {
  const first = isBlank(accept) ? "*/*" : accept.split(",")[0];
  const { essence, parameters } = parseMediaType(first);
  if (essence.includes("*") || !essence.includes("/")) return "text/plain;charset=utf-8";
  if (essence === "application/json") return essence;
  const kept = [...parameters].filter(([name]) => name !== "q").map(([name, value]) => `;${name}=${value}`);
  return `${essence}${kept.join("")}${parameters.has("charset") ? "" : ";charset=UTF-8"}`;
}

export function isBlank(header: string | undefined): header is undefined {
  return header === undefined || header.trim() === "";
}
