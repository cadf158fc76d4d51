import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { type JobSignals, RunningJobs, type RunningJobsOptions } from "../../src/jobs/running-jobs.js";

const untilStopped = async ({ stop }: JobSignals) => void (stop.aborted || (await once(stop, "abort")));

function jobsWith(fail: RunningJobsOptions["fail"] = () => assert.fail("no job fails")) {
  const faults: string[] = [];
  return { faults, jobs: new RunningJobs({ fail, onFault: (error) => faults.push((error as Error).message) }) };
}

test("a job is stopped by its name whatever the case, and is not there any more when it has ended", async () => {
  const { jobs } = jobsWith();
  const ended: string[] = [];
  for (const name of ["One", "two"]) {
    jobs.begin(name, (signals) => untilStopped(signals).then(() => void ended.push(name)));
  }
  jobs.stop("oNE");
  await jobs.ended("one");
  assert.deepEqual(ended, ["One"]);
  jobs.stop("two");
  await jobs.ended("two");
  await jobs.ended("one");
});

test("the end of the server reaches a job that is being stopped already", async () => {
  const { jobs } = jobsWith();
  const seen: string[] = [];
  jobs.begin("slow", async ({ stop, closing }) => {
    stop.addEventListener("abort", () => seen.push(`stop, ${closing.aborted ? "" : "not "}closing`));
    await once(closing, "abort");
    seen.push("closing");
  });
  jobs.stop("slow");
  await jobs.close();
  assert.deepEqual(seen, ["stop, not closing", "closing"]);
});

test("a run that throws fails its job; when that cannot be stored, it is tried until it can, or the server is stopped", async () => {
  const failed: string[] = [];
  const { faults, jobs } = jobsWith((name) => {
    failed.push(name);
    if (name === "Hopeless" || failed.length < 3) throw new Error("the disk is full");
  });
  jobs.begin("Broken", () => Promise.reject(new Error("no folder")));
  await jobs.ended("broken");
  assert.deepEqual(failed, ["Broken", "Broken", "Broken"]);
  assert.deepEqual(faults, ["no folder", "the disk is full"]);
  jobs.begin("Hopeless", () => Promise.reject(new Error("no folder")));
  await new Promise((resolve) => setImmediate(resolve));
  await jobs.close();
  assert.equal(failed.at(-1), "Hopeless");
});
