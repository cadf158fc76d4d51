import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type Model,
  readModel,
  type TrainParams,
  type TreeBooster,
  train,
  writeModel,
} from "../../../src/xgboost/index.js";
import { fixture } from "../../support.js";
import { dataOf, type TableCase } from "./table.js";

interface Case extends TableCase {
  readonly rounds: number;
  readonly params: TrainParams;
  /** What real xgboost reported, by data set and metric, round by round. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

/** These depend on `log1pf`, whose last bit differs between C libraries: structure and values are compared, the latter to 1e-5. */
const inexact = new Set(["squaredlogerror"]);

const folder = fixture("xgboost-train");
for (const name of readdirSync(folder).filter((name) => !name.includes("."))) {
  test(`trains the model that real xgboost trains: ${name}`, async () => {
    const wanted = JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) as Case;
    const { train: data, validation } = dataOf(wanted);
    const scores: Record<string, Record<string, number[]>> = {};
    const model = await train(data, wanted.params, wanted.rounds, {
      evaluations: [
        { name: "train", data },
        { name: "validation", data: validation },
      ],
      onRound(report) {
        for (const { dataset, metric, value } of report.scores) {
          scores[dataset] ??= {};
          scores[dataset][metric] ??= [];
          scores[dataset][metric].push(value);
        }
      },
    });
    const file = readFileSync(join(folder, name, "model.ubj"));
    compare(model, readModel(file), inexact.has(name) ? 1e-5 : 0);
    if (!inexact.has(name)) assert.ok(file.equals(writeModel(model, "ubj")), "the file is not the same, byte for byte");
    compareScores(scores, wanted.scores);
  });
}

/** Compares everything that a model holds; values of trees may differ by `tolerance`, relative to the greatest of their kind. */
function compare(actual: Model, expected: Model, tolerance: number): void {
  const { booster, ...rest } = actual;
  const { booster: expectedBooster, ...expectedRest } = expected;
  if (tolerance === 0) assert.deepEqual(rest, { ...expectedRest, attributes: {} });
  const { trees, ...shape } = booster as TreeBooster;
  const { trees: expectedTrees, ...expectedShape } = expectedBooster as TreeBooster;
  assert.deepEqual(shape, expectedShape);
  assert.equal(trees.length, expectedTrees.length);
  for (const [index, tree] of trees.entries()) {
    if (tolerance === 0) assert.deepEqual(tree, expectedTrees[index], `tree ${index}`);
    else {
      assert.deepEqual(tree.leftChildren, expectedTrees[index].leftChildren, `tree ${index}`);
      assert.deepEqual(tree.splitIndices, expectedTrees[index].splitIndices, `tree ${index}`);
      assertClose(tree.splitConditions, expectedTrees[index].splitConditions, tolerance);
    }
  }
}

function assertClose(actual: Float32Array, expected: Float32Array, tolerance: number): void {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [i, value] of actual.entries())
    assert.ok(Math.abs(value - expected[i]) <= tolerance * scale, `${value} is not ${expected[i]}`);
}

function compareScores(actual: Case["scores"], expected: Case["scores"]): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [dataset, metrics] of Object.entries(expected)) {
    assert.deepEqual(Object.keys(actual[dataset]), Object.keys(metrics));
    for (const [metric, values] of Object.entries(metrics)) {
      for (const [round, value] of values.entries()) {
        const difference = Math.abs(actual[dataset][metric][round] - value);
        const message = `${dataset}-${metric} of round ${round} is ${actual[dataset][metric][round]}, not ${value}`;
        assert.ok(difference <= 1e-6 * Math.max(1, Math.abs(value)), message);
      }
    }
  }
}
