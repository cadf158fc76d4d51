/** What is wrong with an archive. The code is for programs, the message for people. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;

  constructor(code: ArchiveErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ArchiveError";
    this.code = code;
  }
}

export type ArchiveErrorCode = "Truncated" | "Malformed" | "UnsafePath" | "Unsupported" | "TooLarge";

/** The only place where an `ArchiveError` is made: `format` is "tar", "zip" or "gzip". */
export const archiveErrors = {
  truncated: (format: string, where: string) =>
    new ArchiveError("Truncated", `the ${format} archive is truncated: it ends inside ${where}`),
  malformed: (format: string, problem: string, cause?: unknown) =>
    new ArchiveError("Malformed", `the ${format} archive is malformed: ${problem}`, { cause }),
  unsafePath: (path: string, problem: string) =>
    new ArchiveError("UnsafePath", `the archive holds ${JSON.stringify(path)}, which ${problem}`),
  unsupported: (format: string, what: string) =>
    new ArchiveError("Unsupported", `the ${format} archive uses ${what}, which is not supported`),
  tooLarge: (format: string, limit: number) =>
    new ArchiveError("TooLarge", `the ${format} archive expands to more than the limit of ${limit} bytes`),
};

/** What is wrong with UBJSON data, and at which byte. */
export class UbjsonError extends Error {
  readonly code: "Truncated" | "Malformed" | "TooDeep";
  readonly offset: number;

  constructor(code: UbjsonError["code"], offset: number, message: string) {
    super(message);
    this.name = "UbjsonError";
    this.code = code;
    this.offset = offset;
  }
}

/** The only place where a `UbjsonError` is made. */
export const ubjsonErrors = {
  truncated: (offset: number) => new UbjsonError("Truncated", offset, `the UBJSON data ends early, at byte ${offset}`),
  malformed: (offset: number, problem: string) =>
    new UbjsonError("Malformed", offset, `the UBJSON data is malformed at byte ${offset}: ${problem}`),
  tooDeep: (offset: number, limit: number) =>
    new UbjsonError("TooDeep", offset, `the UBJSON data nests deeper than ${limit} levels, at byte ${offset}`),
};

/** Bytes that are no Protocol Buffers message, or not one of the shape that was expected. */
export class ProtobufError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProtobufError";
  }
}

/** The only place where a `ProtobufError` is made. */
export const protobufErrors = {
  truncated: () => new ProtobufError("the message is truncated"),
  longNumber: () => new ProtobufError("a number is longer than ten bytes"),
  fieldZero: () => new ProtobufError("a field has the number 0"),
  wireType: (field: number, type: number, expected: number) =>
    new ProtobufError(`field ${field} has wire type ${type} instead of ${expected}`),
  unknownWireType: (field: number, type: number) =>
    new ProtobufError(`field ${field} has the unknown wire type ${type}`),
};
