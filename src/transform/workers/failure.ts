import { errorOf, failureOf, TransformError } from "../errors.js";
import type { ThreadFailure } from "./protocol.js";

/** An error on its way between threads. */
export function packFailure(error: unknown): ThreadFailure {
  if (error instanceof TransformError) return failureOf(error);
  return { unforeseen: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function unpackFailure(failure: ThreadFailure): Error {
  return "unforeseen" in failure ? new Error(failure.unforeseen) : errorOf(failure);
}
