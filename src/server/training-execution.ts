import { Worker } from "node:worker_threads";
import { nativeTrainers } from "../builtin/native-trainers.js";
import type { NativeTrainer } from "../pipeline/native-trainer.js";
import { processTraining } from "../runtimes/process/training.js";
import type { RunningTraining, TrainingEnding, TrainingRuntime, TrainingSpec } from "../runtimes/runtime.js";

/** What the worker thread of a training is given, and the messages it sends. */
export type TrainingTask = Pick<TrainingSpec, "image" | "folder">;
export type TrainingReport = { readonly line: string } | { readonly exitCode: number };

/** The runtimes of training jobs, in the order in which they are asked: built-in trainers, and folders. */
export function trainingRuntimes(images: Readonly<Record<string, string>>): TrainingRuntime[] {
  return [threadTraining(nativeTrainers), processTraining({ images })];
}

/** Runs built-in trainers in worker threads of their own, so that a server goes on answering meanwhile. */
function threadTraining(trainers: readonly NativeTrainer[]): TrainingRuntime {
  const trainerOf = (image: string) => trainers.find((trainer) => trainer.accepts(image));
  return {
    accepts: (image) => trainerOf(image) !== undefined,
    metricDefinitions: (image) => trainerOf(image)?.metricDefinitions,
    start: async ({ image, folder, log }) => startThread({ image, folder }, log),
  };
}

function startThread(task: TrainingTask, log: (line: string) => void): RunningTraining {
  const worker = new Worker(new URL("./training-worker.js", import.meta.url), { workerData: task });
  const ended = new Promise<TrainingEnding>((resolve) => {
    let ending: TrainingEnding = "the training was broken off";
    worker.on("message", (report: TrainingReport) => {
      if ("line" in report) log(report.line);
      else ending = report.exitCode;
    });
    worker.once("error", (error) => {
      ending = `the training broke: ${error instanceof Error ? error.message : String(error)}`;
    });
    worker.once("exit", () => resolve(ending));
  });
  const stop = async (graceMs: number) => {
    worker.postMessage("stop");
    const late = setTimeout(() => void worker.terminate(), graceMs);
    await ended;
    clearTimeout(late);
  };
  return { ended, stop };
}
