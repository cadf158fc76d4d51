import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";
import { kakehi } from "./support.js";

const sample = (name: string) => join(root, "examples", "abalone", name);

test("a bundle: its columns, ops and parameters, as text, as JSON and as a drawing", async (context) => {
  const { code, stdout } = await kakehi("inspect", sample("sparkml.tar.gz"));
  assert.equal(code, 0);
  assert.match(stdout, /sex +string/);
  assert.match(stdout, /string_indexer .*\n.*sex → indexed_sex\n.*labels: M, I, F/);
  assert.match(stdout, /features +tensor\(double\)\[9\]/);
  const json = JSON.parse((await kakehi("inspect", sample("sparkml.tar.gz"), "--json")).stdout);
  assert.equal(json.kind, "mleap");
  assert.deepEqual(
    json.nodes.map(({ op }: { op: string }) => op),
    ["string_indexer", "one_hot_encoder", "vector_assembler"],
  );
  const folder = mkdtempSync(join(tmpdir(), "kakehi-inspect-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const drawn = await kakehi("inspect", sample("sparkml.tar.gz"), "--svg", join(folder, "graph.svg"));
  assert.deepEqual([drawn.code, drawn.stdout], [0, ""]);
  assert.match(readFileSync(join(folder, "graph.svg"), "utf8"), /^<svg [\s\S]*string_indexer[\s\S]*<\/svg>\s*$/);
});

test("a model: its trees, objective and features", async () => {
  const { code, stdout } = await kakehi("inspect", sample("xgboost.tar.gz"));
  assert.equal(code, 0);
  assert.match(stdout, /objective: reg:squarederror\n.*booster: gbtree\n.*features: 9\n[\s\S]*trees: 100\n/);
  const [model] = JSON.parse((await kakehi("inspect", sample("xgboost.tar.gz"), "--json")).stdout);
  assert.equal(model.file, "xgboost-model");
  assert.equal(model.deepest, 6);
});

test("what cannot be inspected is said in a line, with the exit code of its kind", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-inspect-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const missing = await kakehi("inspect", join(folder, "nothing.tar.gz"));
  assert.deepEqual(
    [missing.code, missing.stderr],
    [2, `kakehi: there is no file or folder ${join(folder, "nothing.tar.gz")}\n`],
  );
  writeFileSync(join(folder, "model"), "no model at all");
  const garbage = await kakehi("inspect", join(folder, "model"));
  assert.equal(garbage.code, 1);
  assert.match(garbage.stderr, /^kakehi: .*model: .*\n$/);
  assert.equal((await kakehi("inspect", sample("xgboost.tar.gz"), "--svg", join(folder, "x.svg"))).code, 2);
  assert.equal((await kakehi("inspect")).code, 2);
});
