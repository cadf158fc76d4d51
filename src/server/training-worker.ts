import { parentPort, workerData } from "node:worker_threads";
import { nativeTrainers } from "../builtin/native-trainers.js";
import type { TrainingReport, TrainingTask } from "./training-execution.js";

/** The entry of a worker thread that runs one training. */
const { image, folder } = workerData as TrainingTask;
const port = parentPort!;
const report = (message: TrainingReport) => port.postMessage(message);
const stop = new AbortController();
port.once("message", () => stop.abort());
const trainer = nativeTrainers.find((candidate) => candidate.accepts(image))!;
const exitCode = await trainer.train({ image, folder, print: (line) => report({ line }), signal: stop.signal });
report({ exitCode });
port.close();
