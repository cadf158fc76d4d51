import { recordErrors, type TransformError, type TransformErrorCode } from "../errors.js";

/** Failures of which the job's record says no more than whose fault they are: the data log has the rest. */
const inLog: ReadonlySet<TransformErrorCode> = new Set([...recordErrors, "broken-record", "no-response", "not-read"]);

/** A job's `FailureReason`, in AWS's words; at most 1024 characters. */
export function failureReason(error: TransformError): string {
  const text = inLog.has(error.code) ? "See job logs for more information" : error.message;
  return `${error.fault}: ${text}`.slice(0, 1024);
}
