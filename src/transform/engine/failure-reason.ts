import { recordErrors, TransformError, type TransformErrorCode } from "../errors.js";

/** Failures of which the job's record says no more than whose fault they are: the data log has the rest. */
const inLog: ReadonlySet<TransformErrorCode> = new Set([...recordErrors, "broken-record", "no-response", "not-read"]);

/** A job's `FailureReason`, in AWS's words; at most 1024 characters. */
export function failureReason(error: TransformError): string {
  const text = inLog.has(error.code) ? "See job logs for more information" : error.message;
  return `${error.fault}: ${text}`.slice(0, 1024);
}

/** A job's `FailureReason` for whatever ended it. */
export function reasonOf(error: unknown): string {
  return error instanceof TransformError
    ? failureReason(error)
    : "InternalServerError: Internal error. Please try again";
}
