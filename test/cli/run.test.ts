import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fixture, root } from "../support.js";
import { kakehi } from "./support.js";

const sample = (name: string) => join(root, "examples", "abalone", name);
const schema = `1:SAGEMAKER_SPARKML_SCHEMA=${readFileSync(sample("schema.json"), "utf8").replace(/\s+/g, "")}`;

test("a pipeline of archives answers a file of rows with no server, and says what each container took", async () => {
  const input = fixture("pipelines", "abalone", "input.csv");
  const models = [sample("sparkml.tar.gz"), sample("xgboost.tar.gz")];
  const { code, stdout, stderr } = await kakehi("run", ...models, "--input", input, "--trace", "--env", schema);
  assert.equal(code, 0, stderr);
  const expected = readFileSync(fixture("pipelines", "abalone", "predictions.csv"), "utf8");
  assert.deepEqual(stdout.trimEnd().split("\n").map(Number), expected.trimEnd().split("\n").map(Number));
  assert.match(
    stderr,
    /container-1: [\d.]+ ms, 200, handed a frame over\ncontainer-2: [\d.]+ ms, 200, answered in bytes\n/,
  );
});

test("a refusal names the container and ends with 1; a wrong command line with 2", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-run-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const bad = join(folder, "bad.csv");
  writeFileSync(bad, "M,not a number,0.365,0.095,0.514,0.2245,0.101,0.15\n");
  const refused = await kakehi("run", sample("sparkml.tar.gz"), "--input", bad, "--env", schema);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /^kakehi: Received client error \(400\) from primary with message "For input string: /);
  assert.equal((await kakehi("run", sample("sparkml.tar.gz"))).code, 2);
  const nothing = await kakehi("run", join(folder, "no.tar.gz"), "--input", bad);
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /Could not find model data/);
});

test("without a server, env and invoke say how to start one", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-none-"));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const command of [["env"], ["invoke", "x", "--body", "1"]]) {
    const { code, stderr } = await kakehi(...command, "--data", folder);
    assert.equal(code, 1);
    assert.match(stderr, /^kakehi: no server runs on the data folder .* Start one: kakehi serve --data /);
  }
});
