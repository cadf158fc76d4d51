// Training in `kakehi/xgboost` and in libxgboost 3.0.5: the loss on rows that neither has seen, and the time from arrays to model,
// in which the rows not seen are scored after each round.
// `npm run build && node dist/bench/training.js [--record] [--abalone abalone.csv]`
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createThreads } from "../src/builtin/xgboost-training/threads.js";
import { type TrainingData, type TrainParams, train } from "../src/xgboost/index.js";
import { python } from "../test/interop/python.js";
import { root } from "../test/support.js";
import { table } from "./measure.js";

const { values: options } = parseArgs({ options: { record: { type: "boolean" }, abalone: { type: "string" } } });
const interpreter = python("xgboost-train", ["xgboost==3.0.5", "numpy==2.1.3", "scipy==1.14.1"]);
if ("absent" in interpreter) throw new Error(interpreter.absent);

const folder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
const rival = spawn(interpreter.path, [join(root, "bench", "training-rival.py"), folder, options.abalone ?? ""], {
  stdio: ["pipe", "pipe", "inherit"],
});
const answers = createInterface({ input: rival.stdout })[Symbol.asyncIterator]();

async function ask<T>(order: object): Promise<T> {
  rival.stdin.write(`${JSON.stringify(order)}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error("libxgboost's side ended");
  return JSON.parse(value as string) as T;
}

interface Task {
  readonly columns: number;
  readonly grouped: boolean;
  readonly params: TrainParams;
}

interface Result {
  readonly score: number;
  readonly seconds: { readonly elapsed: number; readonly cpu: number };
}

interface Line {
  readonly case: string;
  readonly rounds: number;
  readonly threads: number;
  readonly libxgboost: Result;
  readonly kakehi: Result;
}

function bytes(name: string): ArrayBufferLike {
  const file = readFileSync(join(folder, name));
  const shared = new SharedArrayBuffer(file.length);
  new Uint8Array(shared).set(file);
  return shared;
}

function dataOf(name: string, part: string, { columns, grouped }: Task): TrainingData {
  const labels = new Float32Array(bytes(`${name}.${part}.labels`));
  const values = new Float32Array(bytes(`${name}.${part}.values`));
  return {
    features: { kind: "dense", rows: labels.length, columns, values },
    labels,
    ...(grouped && { groups: new Uint32Array(bytes(`${name}.${part}.groups`)) }),
  };
}

async function ours(name: string, task: Task, rounds: number, threads: number): Promise<Result> {
  const data = dataOf(name, "train", task);
  const test = dataOf(name, "test", task);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const pool = createThreads(threads - 1);
  let score = Number.NaN;
  await train(data, task.params, rounds, {
    ...(threads > 1 && { pool }),
    evaluations: [{ name: "test", data: test }],
    onRound: ({ scores }) => {
      score = scores[0].value;
    },
  });
  const used = process.cpuUsage(cpu);
  const seconds = { elapsed: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 };
  await pool.stop();
  return { score, seconds };
}

const lines: Line[] = [];

async function compare(name: string, rounds: number, threads: number): Promise<void> {
  const task = await ask<Task>({ make: name });
  const libxgboost = await ask<Result>({ train: name, threads, rounds });
  lines.push({ case: name, rounds, threads, libxgboost, kakehi: await ours(name, task, rounds, threads) });
}

const simulated = ["classes", "classes-hinge", "many-classes", "counts-poisson", "counts-tweedie", "amounts"];
const ranking = ["ranking", "ranking-pairwise", "ranking-map"];
const abalone = ["", "-quantile", "-absolute", "-pseudohuber", "-squaredlog"].map((objective) => `abalone${objective}`);
try {
  for (const name of [...(options.abalone === undefined ? [] : abalone), ...simulated, ...ranking])
    await compare(name, 100, 1);
  await compare("million", 100, availableParallelism());
} finally {
  rival.stdin.end();
  rmSync(folder, { recursive: true });
}

const four = (value: number) => value.toPrecision(4);
table([
  [
    "case",
    "rounds",
    "threads",
    "loss: libxgboost",
    "kakehi",
    "difference",
    "seconds: libxgboost",
    "kakehi",
    "CPU s: libxgboost",
    "kakehi",
  ],
  ...lines.map(({ case: name, rounds, threads, libxgboost, kakehi }) => [
    name,
    String(rounds),
    String(threads),
    libxgboost.score.toPrecision(6),
    kakehi.score.toPrecision(6),
    `${(100 * (kakehi.score / libxgboost.score - 1)).toFixed(3)} %`,
    four(libxgboost.seconds.elapsed),
    four(kakehi.seconds.elapsed),
    four(libxgboost.seconds.cpu),
    four(kakehi.seconds.cpu),
  ]),
]);
if (options.record) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = { cpu: cpus()[0].model, cores: availableParallelism(), node: process.version };
  const results = join(root, "bench", "results");
  mkdirSync(results, { recursive: true });
  const content = { date, machine, libxgboost: "3.0.5", results: lines };
  writeFileSync(join(results, `${date}-training.json`), `${JSON.stringify(content, null, 2)}\n`);
}
