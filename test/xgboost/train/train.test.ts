import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createPredictor,
  type Metric,
  type Model,
  type RoundReport,
  type SparseMatrix,
  type TrainingData,
  type TrainParams,
  type TreeModel,
  train,
  writeModel,
  XgboostError,
} from "../../../src/xgboost/index.js";
import { dataOf } from "./table.js";

const { train: data, validation } = dataOf({
  label: "real",
  features: ["few", "a", "b", "c", "gaps"],
  weights: false,
  queries: false,
});
const params = { max_depth: 3 } as const;

test("goes on from a model as if it had never stopped", async () => {
  const whole = await train(data, params, 6);
  const half = await train(data, params, 3);
  const rounds: number[] = [];
  const resumed = await train(data, params, 6, {
    initialModel: half,
    onRound: ({ round }) => void rounds.push(round),
  });
  assert.deepEqual(resumed, whole);
  assert.deepEqual(rounds, [3, 4, 5]);
});

test("does not go on from a model that the data or the objective does not fit", async () => {
  const half = await train(data, params, 1);
  const goOn = (initialModel: Model, objective: TrainParams = {}) =>
    train(data, { ...params, ...objective }, 2, { initialModel });
  const refused = (message: string) => ({ name: "XgboostError", code: "initial_model", message });
  const linear = { kind: "gblinear", weights: new Float32Array(6), boostedRounds: 1 } as const;
  await assert.rejects(
    goOn({ ...half, booster: linear }),
    refused("The model to go on from is linear; only trees are boosted here."),
  );
  const [tree] = half.booster.trees;
  const vectors = { ...half.booster, trees: [{ ...tree, leafVectorSize: 2 }] };
  await assert.rejects(
    goOn({ ...half, booster: vectors }),
    refused("The model to go on from has trees with vector leaves, which are not boosted here."),
  );
  await assert.rejects(
    goOn({ ...half, numFeature: 9 }),
    refused("The model to go on from has 9 features, and the data 5."),
  );
  await assert.rejects(
    goOn({ ...half, numTarget: 3 }),
    refused("The model to go on from has 3 outputs, and the objective 1."),
  );
});

test("stops early, and keeps the best rounds where asked to", async () => {
  const evaluations = [{ name: "validation", data: validation }];
  const values: number[] = [];
  const options = { evaluations, onRound: (report: RoundReport) => void values.push(report.scores[0].value) };
  const deep = { max_depth: 8, eta: 0.8, eval_metric: "rmse" };
  const all = await train(data, deep, 60, { ...options, earlyStopping: { rounds: 4 } });
  const best = values.indexOf(Math.min(...values));
  assert.ok(best < 55, "the data set is not one where training has to stop");
  assert.equal(values.length, best + 5);
  assert.deepEqual(all.attributes, { best_iteration: String(best), best_score: String(values[best]) });
  assert.equal(roundsOf(all), best + 5);
  const saved = await train(data, deep, 60, { ...options, earlyStopping: { rounds: 4, saveBest: true } });
  assert.equal(roundsOf(saved), best + 1);
  assert.deepEqual(saved.booster, (await train(data, deep, best + 1)).booster);
});

test("reports the model of every round", async () => {
  const models: TreeModel[] = [];
  const last = await train(data, params, 3, { onRound: (report) => void models.push(report.model()) });
  assert.deepEqual(models.map(roundsOf), [1, 2, 3]);
  assert.deepEqual(models[2], last);
});

test("ends between two rounds when told to", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const training = train(data, params, 1000, {
    signal: controller.signal,
    onRound: ({ round }) => void (round === 2 && controller.abort(reason)),
  });
  await assert.rejects(training, reason);
});

test("lets other work of the thread go on meanwhile", async () => {
  // More rounds than anybody waits for: only a timer of this very thread can end them.
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("enough")), 50);
  await assert.rejects(train(data, params, 1_000_000, { signal: controller.signal }), /enough/);
});

test("starts from the margins it is given", async () => {
  const first = await train(data, params, 2);
  const margins = new Float32Array(data.labels.length);
  const { values } = data.features as { values: Float32Array };
  createPredictor(first).predict(values, data.features.rows, data.features.columns, margins, "margin");
  const second = await train({ ...data, baseMargin: margins }, params, 1);
  const whole = await train(data, params, 3);
  assert.deepEqual(second.booster.trees[0], whole.booster.trees[2]);
});

test("trains alike on sparse rows, on dense ones, and on both in any storage", async () => {
  const rare = dataOf({
    label: "real",
    features: ["rare", "rare", "rare", "gaps"],
    weights: false,
    queries: false,
  }).train;
  for (const dense of [data, rare]) {
    const [a, b] = [await train(dense, params, 3), await train({ ...dense, features: toSparse(dense) }, params, 3)];
    assert.deepEqual(b, a);
  }
});

test("takes metrics of the caller's, after its own", async () => {
  const worst: Metric = {
    name: "worst",
    maximize: false,
    evaluate: ({ labels, predictions }) =>
      labels.reduce((most, y, i) => Math.max(most, Math.abs(y - predictions[i])), 0),
  };
  const names: string[] = [];
  await train(data, { ...params, eval_metric: ["rmse", "mae"] }, 1, {
    evaluations: [
      { name: "train", data },
      { name: "validation", data: validation },
    ],
    customMetrics: [worst],
    onRound: ({ scores }) => void names.push(...scores.map(({ dataset, metric }) => `${dataset}-${metric}`)),
  });
  const metrics = ["rmse", "mae", "worst"];
  const expected = ["train", "validation"].flatMap((dataset) => metrics.map((metric) => `${dataset}-${metric}`));
  assert.deepEqual(names, expected);
});

test("writes a file for the version that is asked for", async () => {
  const model = await train(data, { ...params, base_score: 0.5 }, 2, { version: [1, 7, 4] });
  const text = new TextDecoder().decode(writeModel(model, "json"));
  assert.match(text, /"version":\[1,7,4\]/);
  assert.doesNotMatch(text, /iteration_indptr/);
});

test("refuses what cannot be trained on, by code", async () => {
  const cases: [code: string, data: TrainingData, params: object][] = [
    ["parameter", data, { subsample: 2 }],
    ["parameter", data, { max_depth: 0 }],
    ["objective_unknown", data, { objective: "reg:nothing" }],
    ["metric_unknown", data, { eval_metric: "nothing" }],
    ["label", data, { objective: "binary:logistic" }],
    ["base_score", { ...data, labels: data.labels.map(() => 1) }, { objective: "binary:logistic" }],
    ["array_size", { ...data, labels: new Float32Array(3) }, {}],
    ["array_size", { ...data, weights: new Float32Array(3) }, {}],
    ["category", { ...data, featureTypes: ["c", "c", "c", "c", "c"] }, {}],
  ];
  for (const [code, rows, wrong] of cases) {
    const failure = train(rows, { ...params, ...wrong }, 1);
    await assert.rejects(failure, (error: XgboostError) => error instanceof XgboostError && error.code === code, code);
  }
  const narrow = dataOf({ label: "real", features: ["a"], weights: false, queries: false }).train;
  const wider = train(narrow, params, 1, { evaluations: [{ name: "validation", data: validation }] });
  await assert.rejects(wider, { code: "feature_count" });
});

function roundsOf({ booster }: TreeModel): number {
  return booster.iterationIndptr.length - 1;
}

function toSparse({ features }: TrainingData): SparseMatrix {
  const { rows, columns, values } = features as { rows: number; columns: number; values: Float32Array };
  const starts = [0];
  const entries: [index: number, value: number][] = [];
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < columns; f++)
      if (!Number.isNaN(values[row * columns + f])) entries.push([f, values[row * columns + f]]);
    starts.push(entries.length);
  }
  return {
    kind: "sparse",
    rows,
    columns,
    starts: Uint32Array.from(starts),
    indices: Uint32Array.from(entries, ([index]) => index),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}
