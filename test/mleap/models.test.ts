import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readZip } from "../../src/bytes/zip.js";
import { loadBundle, MleapError } from "../../src/mleap/index.js";
import { normalCdf } from "../../src/mleap/ops/normal.js";
import { softmax } from "../../src/mleap/ops/probabilities.js";
import { createPredictor, readModel } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";
import { frame, plain } from "./support.js";

/** The files of a fixture's JSON bundle, one of them changed. */
async function changed(name: string, path: string, change: (text: string) => string) {
  const files = await readZip(readFileSync(join(fixture("mleap", "spark-2.4", name), "json.zip")), 1e7);
  const text = new TextDecoder().decode(files.get(path));
  assert.notEqual(change(text), text, "the change must change something");
  return new Map(files).set(path, new TextEncoder().encode(change(text)));
}

async function refused(code: string, name: string, path: string, change: (text: string) => string) {
  await assert.rejects(
    loadBundle(await changed(name, path, change)),
    (error) => error instanceof MleapError && error.code === code && error.where.op !== undefined,
  );
}

test("trees that are cut off, go on, or look at features that there are not", async () => {
  const tree = "root/tree.json";
  const lines = (text: string) => text.trim().split("\n");
  await refused("bad-bundle", "decision_tree_classifier-two", tree, (text) => lines(text).slice(0, -1).join("\n"));
  await refused(
    "bad-bundle",
    "decision_tree_classifier-two",
    tree,
    (text) => `${text}\n{"type":"leaf","values":[1,2]}`,
  );
  await refused("bad-bundle", "decision_tree_classifier-two", tree, (text) => text.replaceAll('"leaf"', '"twig"'));
  await refused("bad-bundle", "decision_tree_classifier-two", tree, (text) =>
    text.replace(/"values":\[[^\]]*\]/, '"values":[1]'),
  );
  await refused("bad-attribute", "decision_tree_classifier-two", tree, (text) =>
    text.replace(/"featureIndex":\d/, '"featureIndex":9'),
  );
  await refused("bad-bundle", "bisecting_k_means-default", tree, (text) => lines(text).slice(0, -1).join("\n"));
});

test("models whose parts do not fit together", async () => {
  const model = "root/model.json";
  const more = (name: string) => (text: string) =>
    text.replace(new RegExp(`("${name}": \\{\\s*"double": \\[)`), "$10.5, ");
  await refused("bad-attribute", "decision_tree_classifier-thresholds", model, more("thresholds"));
  await refused("bad-attribute", "gbt_regression-default", model, more("tree_weights"));
  await refused("bad-attribute", "isotonic_regression-scalar", model, more("predictions"));
  await refused("bad-attribute", "gaussian_mixture-default", model, more("weights"));
  await refused("bad-attribute", "naive_bayes-bernoulli", model, (text) => text.replace("bernoulli", "gaussian"));
  await refused("bad-attribute", "generalized_linear_regression-gamma-log", model, (text) =>
    text.replace('"gamma"', '"tweedie"'),
  );
  await refused("unknown-op", "one_vs_rest-svc", "root/model1/model.json", (text) => text.replace("linear_svc", "idf"));
});

test("the leaves and contributions of boosted trees are those of xgboost", async () => {
  const zip = readFileSync(fixture("mleap", "spark-3.3", "xgboost.classifier-two", "json.zip"));
  const files = await readZip(zip, 1e7);
  const node = JSON.parse(new TextDecoder().decode(files.get("root/node.json")));
  node.shape.outputs.push({ port: "leaf_prediction", name: "leaf" }, { port: "contrib_prediction", name: "contrib" });
  files.set("root/node.json", new TextEncoder().encode(JSON.stringify(node)));
  const row = [0.5, 3, -1, 2];
  const made = (await loadBundle(files)).plan(["leaf", "contrib"]).run(frame({ features: [row] }));
  const predictor = createPredictor(readModel(files.get("root/xgboost.model")!));
  for (const [name, kind] of [
    ["leaf", "leaf"],
    ["contrib", "contribs"],
  ] as const) {
    const wanted = new Float32Array(predictor.widthOf(kind));
    predictor.predict(Float32Array.from(row), 1, row.length, wanted, kind);
    assert.deepEqual(plain(made, name), [Array.from(wanted)]);
  }
});

test("the normal distribution", () => {
  // Values of Φ from a table of 20 digits.
  const known = [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145705],
    [3.5, 0.9997673709209645],
    [-6, 9.865876450376981e-10],
    [-30, 4.906713927148187e-198],
  ] as const;
  for (const [x, share] of known) assert.ok(Math.abs(normalCdf(x) - share) <= share * 1e-12, `${x}: ${normalCdf(x)}`);
  assert.deepEqual([normalCdf(-50), normalCdf(50), normalCdf(Number.NaN)], [0, 1, Number.NaN]);
});

test("a class of infinite weight takes all", () => {
  const values = Float64Array.of(-Infinity, 5, Infinity);
  softmax(values);
  assert.deepEqual([...values], [0, 0, 1]);
});
