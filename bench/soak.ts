/**
 * A three-stage mixed pipeline (SparkML Serving and a handler in the server's process, a Node process between them that takes
 * 5 ms a row) under more load than it can take, for some minutes: `node dist/bench/soak.js [seconds]`. Nothing but 200 and 503 may
 * come, memory must stay flat, and what is accepted must be answered in bounded time. Ends with exit code 1 otherwise.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { Pool } from "undici";
import { keep } from "./keep.js";
import { serverProcess } from "./server-process.js";

const seconds = Number(process.argv[2] ?? 120);
const clients = 200;
const instanceConcurrency = 8;
const instanceQueue = 32;
/** Queue and concurrency at 5 ms a request, times a good margin for a busy machine. */
const slowestMs = (instanceConcurrency + instanceQueue) * 5 * 5;
const example = new URL("../../examples/abalone/", import.meta.url);

const folder = mkdtempSync(join(tmpdir(), "kakehi-soak-"));
const middle = join(folder, "middle");
const { url, pid, stop } = await start();
try {
  await deploy();
  const { answers, latencies, memory } = await soak();
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)];
  const [early, late] = [
    median(memory.slice(memory.length / 4, memory.length / 2)),
    median(memory.slice(-memory.length / 4)),
  ];
  console.log(`${seconds} s, ${clients} clients: ${JSON.stringify(Object.fromEntries(answers))}`);
  console.log(`accepted: p50 ${latencies[latencies.length >> 1].toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  console.log(`server's memory: ${early.toFixed(0)} MB in the second quarter, ${late.toFixed(0)} MB in the last`);
  const wrong = [
    [...answers.keys()].some((status) => status !== "200" && status !== "503") && "answers other than 200 and 503",
    (answers.get("200") ?? 0) === 0 && "no request was answered",
    (answers.get("503") ?? 0) === 0 && "the load was not more than it can take",
    p99 > slowestMs && `p99 over ${slowestMs} ms`,
    late > early * 1.2 + 10 && "memory grows",
  ].filter((reason) => reason !== false);
  const memoryMb = { secondQuarter: early, lastQuarter: late };
  keep("soak", { seconds, clients, answers: Object.fromEntries(answers), p99Ms: p99, memoryMb, wrong });
  console.log(wrong.length === 0 ? "good" : `not good: ${wrong.join("; ")}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

function start() {
  const config = join(folder, "kakehi.json");
  writeFileSync(config, JSON.stringify({ instanceConcurrency, instanceQueue, logLevel: "silent", drainMs: 2_000 }));
  return serverProcess(join(folder, "data"), "--config", config);
}

async function deploy() {
  mkdirSync(middle);
  writeFileSync(join(middle, "kakehi-container.json"), '{ "command": ["node", "serve.mjs"] }');
  writeFileSync(
    join(middle, "serve.mjs"),
    `import { createServer } from "node:http";
     let turn = Promise.resolve(); // one row at a time, 5 ms each: what a single worker with a real model does
     createServer((request, response) => {
       if (request.url === "/ping") return response.end();
       turn = turn.then(() => new Promise((done) => setTimeout(done, 5)));
       turn.then(() => { response.writeHead(200, { "content-type": "text/csv" }); request.pipe(response); });
     }).listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), "127.0.0.1");`,
  );
  const client = new SageMakerClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
  const Environment = { SAGEMAKER_SPARKML_SCHEMA: readFileSync(new URL("schema.json", example), "utf8") };
  const handler = `file:${fileURLToPath(new URL("../examples/abalone/postprocess.js", import.meta.url))}`;
  const Containers = [
    { Image: "kakehi/sparkml-serving", ModelDataUrl: new URL("sparkml.tar.gz", example).href, Environment },
    { Image: `file:${middle}` },
    { Image: handler },
  ];
  await client.send(new CreateModelCommand({ ModelName: "soak", Containers }));
  const variant = {
    VariantName: "V",
    ModelName: "soak",
    InitialInstanceCount: 1,
    InstanceType: "ml.m5.large" as const,
  };
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: "soak", ProductionVariants: [variant] }));
  await client.send(new CreateEndpointCommand({ EndpointName: "soak", EndpointConfigName: "soak" }));
  await waitUntilEndpointInService({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { EndpointName: "soak" });
}

async function soak() {
  const pool = new Pool(url, { connections: clients, pipelining: 1 });
  const answers = new Map<string, number>();
  const latencies: number[] = [];
  const memory: number[] = [];
  const end = performance.now() + seconds * 1000;
  const watch = setInterval(() => memory.push(residentMb(pid)), 500);
  const client = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      const { statusCode, headers, body } = await pool.request({
        method: "POST",
        path: "/endpoints/soak/invocations",
        headers: { "content-type": "text/csv" },
        body: "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255",
      });
      await body.dump();
      answers.set(String(statusCode), (answers.get(String(statusCode)) ?? 0) + 1);
      if (statusCode === 200) latencies.push(performance.now() - started);
      // A client that is told to come back does so, a little sooner than it was asked to.
      if (statusCode === 503) await new Promise((done) => setTimeout(done, 100 * Number(headers["retry-after"])));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  clearInterval(watch);
  await pool.close();
  return { answers, latencies, memory };
}

function residentMb(process: number): number {
  const status = readFileSync(`/proc/${process}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
