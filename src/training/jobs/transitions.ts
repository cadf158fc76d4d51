import type { SecondaryStatus, Transition } from "./document.js";

/** What a job says of itself in each status. Only that of `Restarting` is our own. */
const messages: Readonly<Record<SecondaryStatus, string>> = {
  Starting: "Starting the training job",
  Downloading: "Downloading input data",
  Training: "Training image download completed. Training in progress.",
  Uploading: "Uploading generated training model",
  Completed: "Training job completed",
  Failed: "Training job failed",
  Stopping: "Stopping the training job",
  Stopped: "Training job stopped",
  MaxRuntimeExceeded: "Training job runtime exceeded MaxRuntimeInSeconds provided",
  Restarting: "Training job restarted after the server was stopped",
};

const final: ReadonlySet<SecondaryStatus> = new Set(["Completed", "Failed", "Stopped", "MaxRuntimeExceeded"]);

/** The transitions with one more: what the job was in ends as the new one begins, and a final one ends at once. */
export function enter(transitions: readonly Transition[], status: SecondaryStatus, now: number): Transition[] {
  const before = transitions.map((transition) =>
    transition.ended === undefined ? { ...transition, ended: now } : transition,
  );
  return [...before, { status, message: messages[status], started: now, ...(final.has(status) && { ended: now }) }];
}
