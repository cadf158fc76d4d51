import { header, type InputOf } from "../../aws/protocols/members.js";
import type { ObjectInfo } from "../../stores/objects.js";
import { unquoted } from "./attributes.js";
import { s3Errors } from "./errors.js";

/** The conditional headers of a read. */
export const conditionInput = {
  IfMatch: header("if-match"),
  IfNoneMatch: header("if-none-match"),
  IfModifiedSince: header("if-modified-since"),
  IfUnmodifiedSince: header("if-unmodified-since"),
};

type Conditions = InputOf<typeof conditionInput>;

/** The client has the object as it is: no error, but no body either. */
export class NotModified extends Error {
  readonly info: ObjectInfo;

  constructor(info: ObjectInfo) {
    super("not modified");
    this.info = info;
  }
}

/**
 * Checks a read's conditions in the order of RFC 9110, 13.2.2: an ETag has precedence over a time. Throws
 * `PreconditionFailed`, or `NotModified`.
 */
export function checkRead(conditions: Conditions, info: ObjectInfo): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, info.etag)) throw s3Errors.preconditionFailed("If-Match");
  } else if (isAfter(info.modified, IfUnmodifiedSince) === true) {
    throw s3Errors.preconditionFailed("If-Unmodified-Since");
  }
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, info.etag)) throw new NotModified(info);
  } else if (isAfter(info.modified, IfModifiedSince) === false) {
    throw new NotModified(info);
  }
}

/** The conditions on the source of a copy: the same, but all failures are `PreconditionFailed`. */
export function checkSource(conditions: Conditions, info: ObjectInfo): void {
  try {
    checkRead(conditions, info);
  } catch (error) {
    if (error instanceof NotModified) throw s3Errors.preconditionFailed("If-None-Match");
    throw error;
  }
}

/**
 * The conditions of a write, to be checked in one step with it: only if there is none yet (`If-None-Match: *`), or only if it
 * is the one the client knows (`If-Match`).
 */
export function writeCondition(input: Pick<Conditions, "IfMatch" | "IfNoneMatch">, key: string) {
  const { IfMatch, IfNoneMatch } = input;
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") throw s3Errors.notImplemented("If-None-Match");
  if (IfMatch === undefined && IfNoneMatch === undefined) return undefined;
  return (current: ObjectInfo | undefined) => {
    if (IfNoneMatch !== undefined && current) throw s3Errors.preconditionFailed("If-None-Match");
    if (IfMatch === undefined) return;
    if (!current) throw s3Errors.noSuchKey(key);
    if (!matches(IfMatch, current.etag)) throw s3Errors.preconditionFailed("If-Match");
  };
}

function matches(header: string, etag: string): boolean {
  return header.split(",").some((each) => each.trim() === "*" || unquoted(each.replace(/^\s*W\//, "")) === etag);
}

/** Undefined when there is no date to compare with, or none that can be read: then there is no condition. */
function isAfter(modified: Date, date: string | undefined): boolean | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : modified.getTime() > time;
}
