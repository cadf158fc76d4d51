// What prediction takes in `kakehi/xgboost` and in libxgboost (the newest of the Python package index), in turns in one run:
// `npm run build && node dist/bench/xgboost.js [--record]`. One thread is measured in CPU time, all cores in elapsed time.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createPredictor, type PreparedModel, prepareModel, readModel } from "../src/xgboost/index.js";
import { python } from "../test/interop/python.js";
import { root } from "../test/support.js";
import { keep } from "./keep.js";
import { table } from "./measure.js";
import { startThreads } from "./xgboost-threads.js";

const version = "3.4.1";
const turns = 7;
const interpreter = python("xgboost", [`xgboost==${version}`, "numpy==2.1.3", "scipy==1.14.1"], "3.12");
if ("absent" in interpreter) throw new Error(interpreter.absent);

const folder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
const rival = spawn(interpreter.path, [join(root, "bench", "xgboost-rival.py"), folder], {
  stdio: ["pipe", "pipe", "inherit"],
});
const answers = createInterface({ input: rival.stdout })[Symbol.asyncIterator]();

async function ask(order: object): Promise<number> {
  rival.stdin.write(`${JSON.stringify(order)}\n`);
  const { value } = await answers.next();
  return JSON.parse(value as string) as number;
}

interface Line {
  readonly case: string;
  readonly microseconds: { readonly libxgboost: number; readonly kakehi: number };
  readonly ratio: number;
}
const lines: Line[] = [];

/** The best of several turns of both, in µs per row. */
async function compare(
  name: string,
  libxgboost: () => Promise<number>,
  kakehi: () => Promise<number> | number,
): Promise<void> {
  const best = { libxgboost: Number.POSITIVE_INFINITY, kakehi: Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < turns; turn++) {
    best.libxgboost = Math.min(best.libxgboost, (await libxgboost()) * 1e6);
    best.kakehi = Math.min(best.kakehi, (await kakehi()) * 1e6);
  }
  lines.push({ case: name, microseconds: best, ratio: best.libxgboost / best.kakehi });
}

function floats(path: string): Float32Array {
  const bytes = readFileSync(join(folder, path));
  const values = new Float32Array(new SharedArrayBuffer(bytes.length));
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

async function prepare(name: string, trees: number, parameters: object): Promise<PreparedModel> {
  await ask({ make: name, trees, parameters });
  return prepareModel(readModel(readFileSync(join(folder, `${name}.ubj`))));
}

/** CPU seconds per unit. */
function cpu(units: number, run: () => void): number {
  const start = process.cpuUsage();
  run();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6 / units;
}

const logistic = { objective: "binary:logistic", max_depth: 6 };
const batches = {
  "500 trees of depth 6": { trees: 500, parameters: logistic },
  "500 trees of depth 4": { trees: 500, parameters: { ...logistic, max_depth: 4 } },
  "200 trees of depth 8": { trees: 200, parameters: { ...logistic, max_depth: 8 } },
  "200 trees of depth 10": { trees: 200, parameters: { ...logistic, max_depth: 10 } },
  "200 trees of 255 leaves": {
    trees: 200,
    parameters: { ...logistic, max_depth: 0, max_leaves: 255, grow_policy: "lossguide" },
  },
  "4 classes × 100 trees of depth 6": {
    trees: 100,
    parameters: { objective: "multi:softprob", num_class: 4, max_depth: 6 },
  },
};

try {
  const small = await prepare("small", 100, logistic);
  const rows = floats("rows.f32");
  const columns = small.numFeature;
  const rowCount = rows.length / columns;

  const one = createPredictor(small);
  const out = new Float32Array(one.groups);
  const singles = Array.from({ length: 500 }, (_, row) => rows.slice(row * columns, (row + 1) * columns));
  const single = () =>
    cpu(20 * singles.length, () => {
      for (let round = 0; round < 20; round++) for (const row of singles) one.predict(row, 1, columns, out);
    });
  for (let warm = 0; warm < 20; warm++) single();
  await compare(
    "1 row, 100 trees of depth 6; Booster.inplace_predict",
    () => ask({ time: "row", model: "small", threads: 1 }),
    single,
  );
  await compare(
    "1 row, 100 trees of depth 6; XGBoosterPredictFromDense",
    () => ask({ time: "call", model: "small", threads: 1 }),
    single,
  );

  for (const [name, { trees, parameters }] of Object.entries(batches)) {
    const prepared = await prepare(name, trees, parameters);
    const predictor = createPredictor(prepared);
    const expected = floats(`${name}.f32`);
    const margins = new Float32Array(new SharedArrayBuffer(expected.byteLength));
    const batch = () => cpu(rowCount, () => predictor.predict(rows, rowCount, columns, margins, "margin"));
    batch();
    await compare(
      `100k rows, ${name}, 1 thread; inplace_predict`,
      () => ask({ time: "batch", model: name, threads: 1 }),
      batch,
    );
    check(name, margins, expected);
    if (name !== "500 trees of depth 6") continue;
    await compare(
      `100k rows, ${name}, 1 thread; DMatrix and predict`,
      () => ask({ time: "matrix", model: name, threads: 1 }),
      batch,
    );
    const cores = availableParallelism();
    const threads = await startThreads(cores, { prepared, rows, out: margins.fill(0) });
    const elapsed = async () => {
      const start = performance.now();
      await threads.predict();
      return (performance.now() - start) / 1000 / rowCount;
    };
    await elapsed();
    await compare(
      `100k rows, ${name}, all ${cores} cores; inplace_predict`,
      () => ask({ time: "batch", model: name, threads: cores }),
      elapsed,
    );
    await threads.stop();
    check(name, margins, expected);
  }
} finally {
  rival.stdin.end();
  rmSync(folder, { recursive: true });
}

function check(name: string, got: Float32Array, expected: Float32Array): void {
  const off = expected.findIndex((value, row) => !Object.is(value, got[row]));
  if (off >= 0) throw new Error(`${name}: ${got[off]} instead of ${expected[off]} at ${off}`);
}

table([
  ["case (µs per row)", `libxgboost ${version}`, "kakehi", "× as fast"],
  ...lines.map(({ case: name, microseconds, ratio }) => [
    name,
    microseconds.libxgboost.toFixed(2),
    microseconds.kakehi.toFixed(2),
    ratio.toFixed(1),
  ]),
]);
keep("xgboost", { libxgboost: version, results: lines });
