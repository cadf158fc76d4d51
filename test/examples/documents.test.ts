import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { readTarFiles } from "../../src/bytes/tar.js";
import { writeZip } from "../../src/bytes/zip-writer.js";
import { configOf } from "../../src/server/config.js";
import { root } from "../support.js";
import { type Block, blocksOf } from "./document-blocks.js";

const run = promisify(execFile);
const sample = (name: string) => join(root, "examples", "abalone", name);
const row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255\n";

/** An empty project with the package installed from its tarball, and the files that the documents speak of. */
const project = mkdtempSync(join(tmpdir(), "kakehi-documents-"));
const here = (...names: string[]) => join(project, ...names);
const environment: Record<string, string | undefined> = {
  ...process.env,
  PATH: `${here("node_modules", ".bin")}:${process.env.PATH}`,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};
const blocks = blocksOf(root);
const files = (language: string) => blocks.filter((block) => block.language === language);
const fileOf = ({ page, number }: Block) => `${page.replace(/\W/g, "-")}-${number}.mts`;
const compiled = (block: Block) => here("out", fileOf(block).replace(/\.mts$/, ".mjs"));
let quickstart: ChildProcess | undefined;
let tarball: { filename: string; size: number; files: { path: string }[] } | undefined;

before(async () => {
  await install();
  mkdirSync(here("data", "train"), { recursive: true });
  const training = Array.from({ length: 40 }, (_, i) => `${i % 9},${i % 9},${(i * 7) % 5}\n`).join("");
  for (const name of ["data/train/a.csv", "data/valid.csv"]) writeFileSync(here(name), training);
  writeFileSync(here("rows.csv"), row);
  for (const name of ["sparkml.tar.gz", "model.tar.gz"]) cpSync(sample("sparkml.tar.gz"), here(name));
  cpSync(sample("schema.json"), here("schema.json"));
  const bundle = await readTarFiles(gunzipSync(readFileSync(sample("sparkml.tar.gz"))));
  writeFileSync(here("pipeline.zip"), await writeZip(bundle));
  const model = await readTarFiles(gunzipSync(readFileSync(sample("xgboost.tar.gz"))));
  writeFileSync(here("xgboost-model"), model.get("xgboost-model")!);
  for (const block of files("ts")) writeFileSync(here(fileOf(block)), block.text);
});
after(() => {
  quickstart?.kill("SIGTERM");
  rmSync(project, { recursive: true });
});

/** The packed files in `node_modules`, beside what they depend on. */
async function install(): Promise<void> {
  const { stdout } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", project], { cwd: root });
  [tarball] = JSON.parse(stdout);
  const packed = await readTarFiles(gunzipSync(readFileSync(here(tarball!.filename))));
  mkdirSync(here("node_modules", ".bin"), { recursive: true });
  for (const [path, bytes] of packed) {
    const target = here("node_modules", "kakehi", path.replace(/^package\//, ""));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  for (const name of readdirSync(join(root, "node_modules")).filter((entry) => !/^\.|^kakehi/.test(entry))) {
    symlinkSync(join(root, "node_modules", name), here("node_modules", name));
  }
  const main = here("node_modules", "kakehi", "dist", "src", "cli", "main.js");
  chmodSync(main, 0o755);
  symlinkSync(main, here("node_modules", ".bin", "kakehi"));
  writeFileSync(here("package.json"), '{ "type": "module" }');
}

test("the package is small, and its command runs", async () => {
  const { size, files } = tarball!;
  assert.ok(size < 1e6, `${size} bytes`);
  const usual = /^(dist\/src\/.*\.(js|d\.ts)|docs\/.*\.md|[A-Z]+(\.md)?|package\.json)$/;
  const strange = files.filter(({ path }) => !usual.test(path));
  assert.deepEqual(strange, []);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.equal((await run("kakehi", ["--version"], { cwd: project, env: environment })).stdout.trim(), version);
});

test("the documents' TypeScript compiles, however modules are resolved", async () => {
  const typescript = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["--strict", "--target", "es2023", "--types", "node", "--skipLibCheck", "false"];
  const sources = files("ts").map(fileOf);
  assert.ok(sources.length > 4);
  for (const modules of [
    ["--module", "nodenext", "--outDir", "out"],
    ["--module", "esnext", "--moduleResolution", "bundler", "--noEmit"],
  ]) {
    const done = run(process.execPath, [typescript, ...options, ...modules, ...sources], { cwd: project });
    await done.catch((error) => assert.fail(error.stdout));
  }
});

test("the documents' TypeScript runs against the server that the quickstart leaves", async () => {
  quickstart = spawn(process.execPath, [join(root, "dist/examples/abalone/quickstart.js"), "--keep"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  for await (const chunk of quickstart.stdout!) {
    said += chunk;
    if (said.includes("Stop with Ctrl-C")) break;
  }
  const exports = [...said.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const env = { ...environment, ...Object.fromEntries(exports) };
  const answers: string[] = [];
  for (const block of files("ts")) {
    answers.push((await run(process.execPath, [compiled(block)], { cwd: project, env })).stdout.trim());
  }
  assert.deepEqual(
    answers.filter((answer) => answer !== ""),
    ['[{"rings":12.058690071105957,"age_in_years":13.6}]', "12.058690071105957"],
  );
  const ended = once(quickstart, "exit");
  quickstart.kill("SIGTERM");
  await ended;
  await assert.rejects(fetch(env.AWS_ENDPOINT_URL!), "the server has gone with it");
});

test("the documents' commands run", async () => {
  const commands = files("sh").filter(({ text }) => text.startsWith("kakehi "));
  assert.ok(commands.length > 2);
  for (const { text } of commands) await run("sh", ["-ec", text], { cwd: project, env: environment });
  assert.match(readFileSync(here("graph.svg"), "utf8"), /^<svg/);
  assert.ok(readdirSync(here("out")).includes("model.tar.gz"));
});

test("the documents' JSON is what it says", () => {
  const [settings, container] = files("json").map(({ text }) => JSON.parse(text));
  assert.ok(configOf(settings).alarms.errors);
  assert.deepEqual(Object.keys(container), ["command", "environment", "workingFolder"]);
});
