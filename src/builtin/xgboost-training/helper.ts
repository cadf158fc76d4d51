import { workerData } from "node:worker_threads";
import { type HelperMessage, helpTraining } from "../../xgboost/index.js";

/** What a thread of `createThreads` runs. */
helpTraining(workerData as HelperMessage);
