import { setTimeout as sleep } from "node:timers/promises";
import { worthRetrying } from "../blocks/send.js";
import { TransformError, type TransformErrorCode } from "../errors.js";
import { errorsName } from "../storage/output-name.js";
import type { InputObject } from "../storage/storage.js";
import { blockOutput } from "./block-output.js";
import { ErrorsFile } from "./errors-file.js";
import { ObjectFailure } from "./object-failure.js";
import type { ObjectTally } from "./progress.js";
import { streamOutput } from "./stream-output.js";
import type { Attempt, ObjectContext } from "./work.js";

/** What may be mended by doing the object once more, from its beginning. */
const passing: ReadonlySet<string> = new Set(["output-failed", "input-changed", "worker-died"]);
const attempts = 3;

/**
 * Transforms one object: its output appears whole, or not at all. Begins anew, twice, when the store or a worker thread failed;
 * when a request failed that was streamed, as often as `ModelClientConfig` says, since only the object has its body. Throws
 * `ObjectFailure`, or the signal's reason.
 */
export async function runObject(
  input: InputObject,
  context: ObjectContext,
  tally: ObjectTally,
  signal: AbortSignal,
): Promise<void> {
  const retries = context.settings.retries;
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptObject(input, context, { tally, last: attempt > retries }, signal);
    } catch (error) {
      tally.drop();
      if (signal.aborted) throw signal.reason;
      const failure = error instanceof TransformError ? new ObjectFailure(error) : error;
      if (!(failure instanceof ObjectFailure)) throw failure;
      if (attempt >= attemptsAt(failure.cause.code, context)) throw failure;
      await sleep(200 * 4 ** (attempt - 1), undefined, { signal });
    }
  }
}

function attemptsAt(code: TransformErrorCode, { settings, work }: ObjectContext): number {
  if (passing.has(code)) return attempts;
  return "stream" in work && worthRetrying.has(code) ? settings.retries + 1 : 1;
}

async function attemptObject(
  input: InputObject,
  context: ObjectContext,
  { tally, last }: Pick<Attempt, "tally" | "last">,
  outer: AbortSignal,
): Promise<void> {
  // Not `AbortSignal.any`: Node 20 keeps a joined signal for as long as the job's, one for each object.
  const ending = new AbortController();
  const { signal } = ending;
  const stop = () => ending.abort(outer.reason);
  if (outer.aborted) stop();
  else outer.addEventListener("abort", stop, { once: true });
  const errors = new ErrorsFile(context.storage, errorsName(input.output));
  try {
    await context.storage.write(input.output, outputOf(input, context, { tally, errors, signal, last }));
    await errors.close();
  } catch (error) {
    errors.abandon();
    throw error;
  } finally {
    outer.removeEventListener("abort", stop);
    ending.abort(new Error("the object has ended"));
  }
}

function outputOf(input: InputObject, context: ObjectContext, attempt: Attempt): AsyncGenerator<Uint8Array> {
  const { work } = context;
  if ("stream" in work) return streamOutput(input, { ...context, work }, attempt);
  return blockOutput(input, { ...context, work }, attempt);
}
