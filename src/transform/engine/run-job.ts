import { errorOf, failureOf, sameOutput, type TransformError } from "../errors.js";
import type { JobSettings } from "../settings.js";
import { errorsName } from "../storage/output-name.js";
import type { InputObject, TransformStorage } from "../storage/storage.js";
import type { Journal } from "./journal.js";
import { failureLines, settingsLine, skippedLine, summaryLine } from "./log.js";
import { ObjectFailure } from "./object-failure.js";
import type { Progress } from "./progress.js";
import { runObject } from "./run-object.js";
import { Slots } from "./slots.js";
import type { BlockWork, ObjectContext, StreamWork } from "./work.js";

/** The started containers of a job, and how they are given its objects. */
export interface JobPool {
  readonly work: BlockWork | StreamWork;
  close(): Promise<void>;
}

export interface JobRun {
  readonly storage: TransformStorage;
  readonly journal: Journal;
  readonly progress: Progress;
  /** Takes the lines of the job's data log. */
  readonly log: (line: string) => void;
  /** Starts the containers. Throws `TransformError` (start). */
  start(signal: AbortSignal): Promise<{ readonly pool: JobPool; readonly settings: JobSettings }>;
}

/** Objects in work at a time beyond what the workers need: while one is stored, others go on. */
const extraObjects = 3;

/**
 * Runs a job to its end: every object that an earlier run did not finish. An object that fails does not keep others from
 * being done. Answers the first failure in the objects' order, if any; throws `TransformError` when the job cannot go on,
 * and the signal's reason when it fires.
 */
export async function runJob(run: JobRun, signal: AbortSignal): Promise<TransformError | undefined> {
  const { journal, progress, log } = run;
  const inputs = await inputsOf(run, signal);
  progress.expect(
    inputs.length,
    inputs.reduce((sum, input) => sum + input.size, 0),
  );
  const open = inputs.filter((input) => {
    const outcome = journal.outcomes.get(input.uri);
    if (outcome !== undefined)
      progress.restore({ ...outcome, failed: outcome.failure !== undefined, size: input.size });
    return outcome === undefined;
  });
  if (open.length > 0) {
    const { pool, settings } = await run.start(signal);
    try {
      log(settingsLine(settings));
      await runObjects(open, run, pool, settings, signal);
    } finally {
      await pool.close();
    }
  }
  progress.end();
  log(summaryLine(progress.report()));
  const failed = inputs.map(({ uri }) => journal.outcomes.get(uri)?.failure).find((failure) => failure !== undefined);
  return failed && errorOf(failed);
}

async function inputsOf({ journal, storage }: JobRun, signal: AbortSignal): Promise<readonly InputObject[]> {
  if (journal.inputs !== undefined) return journal.inputs;
  const inputs: InputObject[] = [];
  const owners = new Map<string, string>();
  for await (const input of storage.list()) {
    signal.throwIfAborted();
    const other = owners.get(input.output);
    if (other !== undefined) throw sameOutput(other, input.uri, input.output);
    owners.set(input.output, input.uri);
    inputs.push(input);
  }
  await journal.list(inputs);
  return inputs;
}

async function runObjects(
  inputs: readonly InputObject[],
  run: JobRun,
  { work }: JobPool,
  settings: JobSettings,
  outer: AbortSignal,
): Promise<void> {
  const ending = new AbortController();
  const signal = AbortSignal.any([outer, ending.signal]);
  const context: ObjectContext = {
    settings,
    storage: run.storage,
    slots: new Slots(work.slots),
    work,
  };
  const queue = inputs.values();
  const lane = async () => {
    for (const input of queue) {
      const failure = await endObject(input, run, context, signal);
      // A container that has stopped answering for good would fail every further object the same way.
      if (failure?.code === "no-ping") throw failure;
    }
  };
  const lanes = Array.from({ length: Math.min(inputs.length, work.slots + extraObjects) }, lane);
  try {
    await Promise.all(lanes);
  } finally {
    ending.abort(new Error("the job has ended"));
    await Promise.allSettled(lanes);
  }
}

/** Transforms an object, notes how it ended, and answers why it failed. */
async function endObject(
  input: InputObject,
  { journal, progress, log }: JobRun,
  context: ObjectContext,
  signal: AbortSignal,
): Promise<TransformError | undefined> {
  const tally = progress.object();
  try {
    await runObject(input, context, tally, signal);
  } catch (error) {
    if (!(error instanceof ObjectFailure)) throw error;
    for (const line of failureLines(input.label, error)) log(line);
    await journal.end({ uri: input.uri, records: 0, bad: 0, failure: failureOf(error.cause) });
    progress.finished(true);
    return error.cause;
  }
  if (tally.bad > 0) log(skippedLine(input.label, tally.bad, errorsName(input.output)));
  await journal.end({ uri: input.uri, records: tally.records, bad: tally.bad });
  progress.finished(false);
  return undefined;
}
