import { workerData } from "node:worker_threads";
import { runWorker, type WorkerMessage } from "../../xgboost/index.js";

/** What a thread of `createThreads` runs. */
runWorker(workerData as WorkerMessage);
