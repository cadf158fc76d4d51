/** Whose fault a failure is: the first word of a job's `FailureReason`. */
export type Fault = "ClientError" | "AlgorithmError" | "InternalServerError";

export type TransformErrorCode =
  | "broken-record"
  | "record-too-large"
  | "bad-csv"
  | "bad-json"
  | "path-outside"
  | "row-count"
  | "client-error"
  | "server-error"
  | "no-response"
  | "not-read"
  | "input-gone"
  | "input-changed"
  | "input-unreadable"
  | "bad-manifest"
  | "same-output"
  | "output-failed"
  | "output-refused"
  | "journal-failed"
  | "no-model"
  | "not-started"
  | "no-ping"
  | "worker-died";

/** Why an object, or one record of it, could not be transformed. `message` is what the data log says of it. */
export class TransformError extends Error {
  readonly code: TransformErrorCode;
  readonly fault: Fault;
  /** The container that answered or failed to; otherwise the member of the request whose work it was. */
  readonly stage: string | undefined;
  /** The HTTP status that the container answered with. */
  readonly status: number | undefined;
  /** Where in the container the cause lies, as far as a native container knows. */
  readonly place: Spot;

  constructor(
    code: TransformErrorCode,
    fault: Fault,
    message: string,
    options: { stage?: string | undefined; status?: number | undefined; place?: Spot; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "TransformError";
    this.code = code;
    this.fault = fault;
    this.stage = options.stage;
    this.status = options.status;
    this.place = { ...options.place };
  }
}

/** A node of a bundle, its op, a column, and what is wrong there, where the message does not say it. */
export interface Spot {
  readonly node?: string;
  readonly op?: string;
  readonly column?: string;
  readonly reason?: string;
}

/** What a `TransformError` says, as plain data that can go to another thread. */
export interface TransformFailure {
  readonly code: TransformErrorCode;
  readonly fault: Fault;
  readonly message: string;
  readonly stage: string | undefined;
  readonly status: number | undefined;
  readonly place: Spot;
}

/** The error as plain data. */
export function failureOf({ code, fault, message, stage, status, place }: TransformError): TransformFailure {
  return { code, fault, message, stage, status, place };
}

/** The error that the plain data came from. */
export function errorOf(failure: TransformFailure): TransformError {
  const { code, fault, message, ...where } = failure;
  return new TransformError(code, fault, message, where);
}

/** Whether one record is to blame, so that a job that skips bad records may go on without it. */
export function isOfRecord(error: unknown): error is TransformError {
  return error instanceof TransformError && recordErrors.has(error.code);
}

/** The failures that are one record's fault. */
export const recordErrors: ReadonlySet<TransformErrorCode> = new Set([
  "record-too-large",
  "bad-csv",
  "bad-json",
  "path-outside",
  "row-count",
  "client-error",
  "server-error",
]);

export const brokenRecord = (format: string, offset: number, why: string) =>
  new TransformError("broken-record", "ClientError", `Failed to read a ${format} record at byte ${offset}: ${why}`);

export const recordTooLarge = (bytes: number, limit: number) =>
  new TransformError(
    "record-too-large",
    "ClientError",
    `A record of at least ${bytes} bytes is larger than MaxPayloadInMB allows (${limit} bytes)`,
    { stage: "SplitType" },
  );

const unparsable = (code: TransformErrorCode, format: string) => (what: "input" | "output", why: string) =>
  what === "input"
    ? new TransformError(code, "ClientError", `Failed to parse input as ${format}: ${why}`, { stage: "DataProcessing" })
    : new TransformError(code, "AlgorithmError", `Failed to parse output from the algorithm as ${format}: ${why}`, {
        stage: "DataProcessing",
      });

/** The texts about CSV are those seen in the data logs of AWS (aws/amazon-sagemaker-examples issues 821, 898, 1620). */
export const badCsv = unparsable("bad-csv", "CSV");
export const badJson = unparsable("bad-json", "JSON");

export const pathOutside = (path: string, why: string) =>
  new TransformError("path-outside", "ClientError", `Failed to apply JsonPath ${path}: ${why}`, {
    stage: "DataProcessing",
  });

export const rowCount = (stage: string | undefined, records: number, rows: number) =>
  new TransformError(
    "row-count",
    "AlgorithmError",
    `${stage ?? "The pipeline"} answered ${rows} ${rows === 1 ? "row" : "rows"} to ${records} ${records === 1 ? "record" : "records"}`,
    { stage },
  );

/** A container's answer that is not 2xx. The form of the message is that of AWS's data log. */
export const badAnswer = (stage: string, status: number, body: string, place: Spot) =>
  status < 500
    ? new TransformError("client-error", "ClientError", body, { stage, status, place })
    : new TransformError("server-error", "AlgorithmError", body, { stage, status, place });

export const noResponse = (stage: string | undefined, why: string, cause?: unknown) =>
  new TransformError("no-response", "AlgorithmError", `Unable to get response from algorithm: ${why}`, {
    stage,
    cause,
  });

/** An answer that cannot be to the whole request. */
export const notRead = (stage: string) =>
  new TransformError("not-read", "AlgorithmError", `${stage} answered before it had read the whole request`, { stage });

export const inputGone = (uri: string) =>
  new TransformError("input-gone", "ClientError", `The object ${uri} was there when the job listed it and is gone now`);

/** Two inputs whose names below the prefix are the same: one output would take the place of the other. */
export const sameOutput = (one: string, other: string, output: string) =>
  new TransformError(
    "same-output",
    "ClientError",
    `Both ${one} and ${other} would be written to ${output}: give a prefix that ends in a slash`,
  );

export const inputChanged = (uri: string) =>
  new TransformError("input-changed", "ClientError", `The object ${uri} was changed while the job read it`);

export const inputUnreadable = (uri: string, why: string, cause?: unknown) =>
  new TransformError("input-unreadable", "ClientError", `Cannot read ${uri}: ${why}`, { cause });

export const badManifest = (uri: string, why: string) =>
  new TransformError("bad-manifest", "ClientError", `The manifest ${uri} cannot be used: ${why}`);

export const outputFailed = (uri: string, why: string, cause?: unknown) =>
  new TransformError("output-failed", "InternalServerError", `Cannot write ${uri}: ${why}`, { cause });

/** Trying again would not help: a full disk, a missing bucket. */
export const outputRefused = (fault: Fault, uri: string, why: string, cause?: unknown) =>
  new TransformError("output-refused", fault, `Cannot write ${uri}: ${why}`, { cause });

/** What a job has done so far cannot be noted down. */
export const journalFailed = (why: string, cause?: unknown) =>
  new TransformError("journal-failed", "InternalServerError", `Cannot write the job's journal: ${why}`, { cause });

export const workerDied = (why: string, cause?: unknown) =>
  new TransformError("worker-died", "InternalServerError", `A worker thread ended unexpectedly: ${why}`, { cause });

/** A container did not start, or did not get healthy. AWS's text, then the reason that AWS leaves to the logs. */
export const notStarted = (stage: string, why: string, cause?: unknown) =>
  new TransformError("not-started", "AlgorithmError", `${pingText}. ${stage}: ${why}`, { stage, cause });

/** The model's artifact could not be had: the containers were not even tried. */
export const noModel = (why: string, cause?: unknown) => new TransformError("no-model", "ClientError", why, { cause });

/** A container that has answered before does not answer any more. */
export const noPing = (stage: string, why: string) =>
  new TransformError("no-ping", "AlgorithmError", `${pingText}. ${stage}: ${why}`, { stage });

const pingText =
  "Model container failed to respond to ping. Please ensure /ping endpoint is implemented and responds with an HTTP 200 status code";
