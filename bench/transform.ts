// Batch transform against a pandas + xgboost script that does the same, both from file to file, whole processes:
// `npm run build && node dist/bench/transform.js [abalone.csv] [rows]`. Prints a table and keeps it in bench/results/.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { python } from "../test/interop/python.js";
import { root } from "../test/support.js";
import { keep } from "./keep.js";
import { table } from "./measure.js";

const data = process.argv[2] ?? join(root, "..", "shared", "data", "abalone.csv");
const rows = Number(process.argv[3] ?? 1_000_000);
const rounds = 5;
/** Linux's way to give a process one core. */
const hasTaskset = spawnSync("taskset", ["--version"]).status === 0;
/** The labels that the sample's encoder has columns for, in their order; the last one has none. */
const labels = "M,I";

interface Run {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly output: string;
}

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
}

if (!existsSync(data)) throw new Error(`there is no ${data}: give the path of the abalone data set`);
const interpreter = python("bench-transform", [
  "numpy==1.26.4",
  "scipy==1.15.3",
  "xgboost==1.7.6",
  "pandas==2.2.3",
  "python-dateutil==2.9.0.post0",
  "pytz==2024.2",
  "tzdata==2024.2",
  "six==1.16.0",
]);
if ("absent" in interpreter) throw new Error(interpreter.absent);

const folder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
try {
  const input = join(folder, "rows.csv");
  const lines = readFileSync(data, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(",").slice(0, 8).join(","));
  writeFileSync(input, Array.from({ length: rows }, (_, row) => `${lines[row % lines.length]}\n`).join(""));
  const sample = join(root, "examples", "abalone");
  const unpacked = join(folder, "model");
  mkdirSync(unpacked);
  spawnSync("tar", ["-xzf", join(sample, "xgboost.tar.gz"), "-C", unpacked]);
  copyFileSync(join(unpacked, "xgboost-model"), join(unpacked, "model.ubj"));

  const models = ["--model", join(sample, "sparkml.tar.gz"), "--model", join(sample, "xgboost.tar.gz")];
  const kakehi = (name: string, strategy: string, ...wrapper: string[]): Run => ({
    name,
    command: wrapper[0] ?? process.execPath,
    args: [
      ...(wrapper.length > 0 ? [...wrapper.slice(1), process.execPath] : []),
      join(root, "dist/src/cli/main.js"),
      "transform",
      ...models,
      "--input",
      input,
      "--output",
      join(folder, name),
      "--strategy",
      strategy,
    ],
    output: join(folder, name, "rows.csv.out"),
  });
  const script = join(root, "bench", "transform.py");
  const target = join(folder, "python.csv");
  const runs: Run[] = [
    {
      name: "pandas + xgboost",
      command: interpreter.path,
      args: [script, input, join(unpacked, "model.ubj"), labels, target],
      output: target,
    },
    kakehi("MultiRecord", "MultiRecord"),
    kakehi("SingleRecord", "SingleRecord"),
    ...(hasTaskset ? [kakehi("MultiRecord, 1 core", "MultiRecord", "taskset", "-c", "0")] : []),
  ];
  const results = best(runs);
  for (const run of runs) sameNumbers(run.output, target);
  const [base] = results;
  table([
    ["way", "seconds", "CPU seconds", "peak MB", "faster", "less CPU"],
    ...results.map(({ name, seconds, cpuSeconds, peakMB }) => [
      name,
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      peakMB.toFixed(0),
      `${(base!.seconds / seconds).toFixed(2)} x`,
      `${(base!.cpuSeconds / cpuSeconds).toFixed(2)} x`,
    ]),
  ]);
  keep(rows === 1_000_000 ? "transform" : `transform-${rows}`, { rows, results });
} finally {
  rmSync(folder, { recursive: true });
}

/** Each run's best of several rounds, taken in turns, so that what else the machine does meets all of them. */
function best(runs: readonly Run[]): Result[] {
  const all = runs.map((): Result[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) all[index].push(measure(run));
  }
  return runs.map(({ name }, index) => ({
    name,
    seconds: Math.min(...all[index].map(({ seconds }) => seconds)),
    cpuSeconds: Math.min(...all[index].map(({ cpuSeconds }) => cpuSeconds)),
    peakMB: Math.max(...all[index].map(({ peakMB }) => peakMB)),
  }));
}

function measure({ name, command, args }: Run): Result {
  const result = spawnSync("/usr/bin/time", ["-f", "%e %U %S %M", command, ...args], { encoding: "utf8" });
  const [seconds, user, system, kilobytes] = result.stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
  if (result.status !== 0) throw new Error(`${name} failed: ${result.stderr}`);
  return { name, seconds: seconds!, cpuSeconds: user! + system!, peakMB: kilobytes! / 1024 };
}

/** Both must have predicted the same: pandas writes as many digits as a float32 needs, the container as many as a double does. */
function sameNumbers(output: string, expected: string): void {
  const numbers = (path: string) =>
    readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => Math.fround(Number(line)));
  const [found, wanted] = [numbers(output), numbers(expected)];
  if (found.length !== rows || wanted.length !== rows) throw new Error(`${output} has ${found.length} rows`);
  const wrong = found.findIndex((value, row) => Math.abs(value - wanted[row]) > 2e-6 * Math.abs(value));
  if (wrong >= 0) throw new Error(`row ${wrong + 1}: ${found[wrong]} instead of ${wanted[wrong]}`);
}
