import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { main as run } from "../../src/cli/program.js";
import { barOf, plainOf } from "../../src/cli/progress-line.js";
import { root } from "../support.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-cli-transform-"));
after(() => rmSync(folder, { recursive: true }));

const model = join(root, "examples", "abalone", "sparkml.tar.gz");
const good = "M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";
const answer = "1.0,0.0,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";

interface Outcome {
  readonly code: number;
  readonly stderr: string;
}

function kakehi(args: readonly string[], { interruptAfter = 0 } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, "dist", "src", "cli", "main.js"), ...args], { cwd: folder });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    if (interruptAfter > 0 && stderr.includes("MaxConcurrentTransforms"))
      setTimeout(() => child.kill("SIGINT"), interruptAfter);
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve({ code: code!, stderr })));
}

/** The same within this process: quicker, for command lines that end before any work. */
async function here(args: readonly string[]): Promise<Outcome> {
  let stderr = "";
  const { write } = process.stderr;
  process.stderr.write = (text: string | Uint8Array) => {
    stderr += String(text);
    return true;
  };
  try {
    return { code: await run(args), stderr };
  } finally {
    process.stderr.write = write;
  }
}

function files(inputs: Record<string, string | Uint8Array>) {
  const place = mkdtempSync(join(folder, "case-"));
  for (const [name, body] of Object.entries(inputs)) {
    mkdirSync(join(place, name, ".."), { recursive: true });
    writeFileSync(join(place, name), body);
  }
  return {
    path: (name: string) => join(place, name),
    read: (name: string) => readFileSync(join(place, name), "utf8"),
    list: (name: string) =>
      (readdirSync(join(place, name), { recursive: true }) as string[]).filter((path) => path.includes(".")).sort(),
  };
}

const transform = (at: ReturnType<typeof files>, input: string, ...more: string[]) =>
  kakehi(["transform", "--model", model, "--input", at.path(input), "--output", at.path("out"), ...more]);

test("a pattern's files are transformed, the tree below it kept, and the summary names the slowest container", async () => {
  const at = files({ "data/a.csv": `${good}\n${good}\n`, "data/b/c.csv": good, "data/d.txt": "not meant" });
  const { code, stderr } = await transform(at, "data/**/*.csv", "--join", "--output-filter", "$[0,-1]");
  assert.equal(code, 0, stderr);
  assert.deepEqual(at.list("out"), ["a.csv.out", "b/c.csv.out"]);
  assert.equal(at.read("out/a.csv.out"), "M,0.15\nM,0.15\n");
  assert.match(
    stderr,
    /^2 of 2 objects, 3 records, 0 bad, .* s \(\d+ records\/s\); slowest: primary, 100 % of the containers' time$/m,
  );
});

test("single files and folders, gzip by name, and the options of a job", async () => {
  const at = files({ "one.csv": good, "many/x.csv": good, "packed/y.csv.gz": gzipSync(`${good}\n`) });
  assert.equal((await transform(at, "one.csv", "--strategy", "MultiRecord")).code, 0);
  assert.equal(at.read("out/one.csv.out"), `${answer}\n`);
  assert.equal((await transform(at, "many", "--input-filter", "$[:8]")).code, 0);
  assert.equal(at.read("out/x.csv.out"), `${answer}\n`);
  assert.equal((await transform(at, "packed/*.gz")).code, 0);
  assert.equal(at.read("out/y.csv.gz.out"), `${answer}\n`);
});

test("a bad record fails its file, or is listed beside the good ones", async () => {
  const at = files({ "data/a.csv": `${good}\nM,nonsense\n${good}\n`, "data/b.csv": good });
  const failed = await transform(at, "data/*.csv");
  assert.equal(failed.code, 1);
  assert.deepEqual(at.list("out"), ["b.csv.out"]);
  assert.match(failed.stderr, /a\.csv: ClientError: 400\n/);
  assert.match(failed.stderr, /a\.csv: Record 2 \(line 2\) failed in primary, column length\n/);
  assert.match(failed.stderr, /kakehi: 1 of 2 files failed: see above\n$/);
  const skipped = await transform(at, "data/*.csv", "--on-bad-record", "skip");
  assert.equal(skipped.code, 0, skipped.stderr);
  assert.deepEqual(at.list("out"), ["a.csv.errors.jsonl", "a.csv.out", "b.csv.out"]);
  assert.equal(at.read("out/a.csv.out"), `${answer}\n${answer}\n`);
  const { message, ...place } = JSON.parse(at.read("out/a.csv.errors.jsonl")) as Record<string, unknown>;
  assert.deepEqual(place, { record: 2, line: 2, stage: "primary", status: 400, column: "length" });
  assert.ok(String(message).length > 0);
});

test("outputs that a killed process left half-written are removed, those of a running one are not", async () => {
  const theirs = `out/b.csv.out.${process.pid}.part`;
  const at = files({ "a.csv": good, "out/deep/a.csv.out.4194999.part": "", [theirs]: "", "out/notes.part": "" });
  assert.equal((await transform(at, "a.csv")).code, 0);
  assert.deepEqual(at.list("out"), ["a.csv.out", theirs.slice(4), "notes.part"]);
});

test("what is wrong with a command line is said, with exit code 2", async () => {
  const at = files({ "a.csv": good, "b.json": "{}", "c.dat": "x", "d.csv": good, "e/a.csv": good, "empty/f": "" });
  const cases: [args: string[], message: RegExp][] = [
    [[at.path("no*.csv")], /^kakehi: no file matches .*no\*\.csv\n$/],
    [[at.path("no.csv")], /^kakehi: there is no .*no\.csv\n$/],
    [[at.path("c.dat")], /^kakehi: what .*c\.dat holds cannot be told from its name: say --content-type\n$/],
    [[at.path("a.csv"), at.path("b.json")], /^kakehi: the inputs are of several kinds \(csv, json\)/],
    [[at.path("a.csv"), at.path("e/a.csv")], /would both be written to a\.csv\.out: transform them apart\n$/],
    [[at.path("a.csv"), "--input-filter", "$.id"], /^kakehi: Invalid InputFilter: "\$\.id"/],
    [[at.path("a.csv"), "--env", "nonsense"], /^kakehi: --env nonsense is not KEY=value or 2:KEY=value\n$/],
    [
      [at.path("a.csv"), "--split", "Word"],
      /argument 'Word' is invalid. Allowed choices are None, Line, RecordIO, TFRecord/,
    ],
    [[at.path("a.csv"), "--instances", "0"], /expected a whole number from 1 on\./],
    [
      [at.path("a.csv"), "--model", at.path("none.tar.gz")],
      /^kakehi: Could not find model data at file:.*none\.tar\.gz\.\n$/,
    ],
    [
      [at.path("a.csv"), "--model", at.path("empty")],
      /^kakehi: .* holds no MLeap bundle, XGBoost model, ONNX model or handler/,
    ],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await here(["transform", "-m", model, "-o", at.path("out"), "-i", ...args]);
    assert.match(stderr, message);
    assert.equal(code, 2, stderr);
  }
});

test("interrupted, it leaves no half-written output and exits with 130", async () => {
  const at = files({ "a.csv": `${good}\n`.repeat(2_000_000) });
  const { code, stderr } = await kakehi(["transform", "-m", model, "-i", at.path("a.csv"), "-o", at.path("out")], {
    interruptAfter: 100,
  });
  assert.equal(code, 130, stderr);
  assert.match(stderr, /kakehi: interrupted: unfinished files have no output\n$/);
  assert.deepEqual(at.list("out"), []);
});

test("progress is a bar for terminals and a sentence elsewhere", () => {
  const report = {
    objects: { total: 4, done: 1, failed: 1 },
    records: { done: 1000, bad: 2 },
    bytes: { total: 200, done: 50 },
    seconds: 2,
    recordsPerSecond: 500,
    bytesPerSecond: 25,
    secondsLeft: 75,
    stages: { first: 10, second: 30 },
  };
  const sentence = "2 of 4 files, 1000 records, 2 bad, 500/s, 1 min 15 s left, slowest: second 75 %";
  assert.equal(plainOf(report), sentence);
  assert.equal(barOf(report), `████████░░░░░░░░░░░░░░░░░░░░░░  25 %  ${sentence}`);
});
