import { parentPort, Worker, workerData } from "node:worker_threads";
import { createPredictor, type PreparedModel } from "../src/xgboost/index.js";

interface Part {
  readonly begin: number;
  readonly end: number;
}

interface Work {
  readonly prepared: PreparedModel;
  readonly rows: Float32Array;
  readonly out: Float32Array;
}

/** Threads that predict the margins of parts of `rows` into `out`, both in shared memory, from one prepared model. */
export async function startThreads(count: number, work: Work) {
  const size = Math.ceil(work.rows.length / work.prepared.numFeature / count / 64) * 64;
  const workers = Array.from({ length: count }, () => new Worker(new URL(import.meta.url), { workerData: work }));
  const answer = (worker: Worker) => new Promise((resolve) => worker.once("message", resolve));
  await Promise.all(workers.map(answer));
  return {
    async predict(): Promise<void> {
      const total = work.rows.length / work.prepared.numFeature;
      const done = workers.map(answer);
      workers.forEach((worker, i) => {
        const part: Part = { begin: Math.min(total, i * size), end: Math.min(total, (i + 1) * size) };
        worker.postMessage(part);
      });
      await Promise.all(done);
    },
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

if (parentPort) {
  const port = parentPort;
  const { prepared, rows, out } = workerData as Work;
  const { numFeature, intercepts } = prepared;
  const predictor = createPredictor(prepared);
  port.on("message", ({ begin, end }: Part) => {
    const part = rows.subarray(begin * numFeature, end * numFeature);
    predictor.predict(part, end - begin, numFeature, out.subarray(begin * intercepts.length), "margin");
    port.postMessage(true);
  });
  port.postMessage(true);
}
