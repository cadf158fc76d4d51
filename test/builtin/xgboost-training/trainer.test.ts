import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { xgboostTrainer } from "../../../src/builtin/xgboost-training/trainer.js";
import { readModel, type TreeBooster } from "../../../src/xgboost/index.js";

const image = (tag: string) => `683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:${tag}`;
const csv = { ContentType: "text/csv", TrainingInputMode: "File", S3DistributionType: "FullyReplicated" };

/** A folder as SageMaker lays it out for a training container. */
async function layOut(context: TestContext, hyperparameters: object, more: Partial<Layout> = {}): Promise<string> {
  const layout: Layout = {
    channels: { train: csv, validation: csv },
    data: { train: rows(120, 1), validation: rows(60, 2) },
    ...more,
  };
  const folder = await mkdtemp(join(tmpdir(), "kakehi-training-"));
  context.after(() => rm(folder, { recursive: true }));
  for (const name of ["input/config", "model", "output"]) await mkdir(join(folder, name), { recursive: true });
  const config = (name: string, content: object) =>
    writeFile(join(folder, "input", "config", name), JSON.stringify(content));
  await config("hyperparameters.json", hyperparameters);
  await config("inputdataconfig.json", layout.channels);
  if (layout.checkpoints !== undefined) await config("checkpointconfig.json", { LocalPath: layout.checkpoints });
  for (const [channel, text] of Object.entries(layout.data)) {
    await mkdir(join(folder, "input", "data", channel), { recursive: true });
    await writeFile(join(folder, "input", "data", channel, "part-0.csv"), text);
  }
  return folder;
}

interface Layout {
  readonly channels: object;
  readonly data: Readonly<Record<string, string>>;
  readonly checkpoints?: string;
}

/** Rows of CSV: a label of 0 or 1, and three features that have to do with it. */
function rows(count: number, seed: number): string {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const lines = Array.from({ length: count }, () => {
    const [a, b, c] = [next(), next(), next()];
    return `${a + b * c + next() * 0.3 > 0.9 ? 1 : 0},${a.toFixed(4)},${b.toFixed(4)},${c.toFixed(4)}\n`;
  });
  return lines.join("");
}

async function run(folder: string, tag = "3.0-5", signal = new AbortController().signal) {
  const lines: string[] = [];
  const code = await xgboostTrainer.train({ image: image(tag), folder, print: (line) => lines.push(line), signal });
  return { code, lines, rounds: lines.filter((line) => /^\[\d+\]\t/.test(line)) };
}

const logistic = { num_round: "4", objective: "binary:logistic", nthread: "1", max_depth: "3" };

test("trains on csv and prints what the container prints", async (context) => {
  const folder = await layOut(context, { ...logistic, eval_metric: "logloss,accuracy" });
  const { code, lines, rounds } = await run(folder);
  assert.equal(code, 0, lines.join("\n"));
  const text = lines.filter((line) => !rounds.includes(line)).map((line) => line.replace(/^\[[\d:-]+:INFO\] /, ""));
  assert.deepEqual(text, [
    "Determined 0 GPU(s) available on the instance.",
    "Determined delimiter of CSV input is ','",
    "Determined delimiter of CSV input is ','",
    "Single node training.",
    "Train matrix has 120 rows and 3 columns",
    "Validation matrix has 60 rows",
  ]);
  assert.equal(rounds.length, 4);
  const number = "\\d\\.\\d{5}";
  const cells = ["train", "validation"].flatMap((data) => [`${data}-logloss:${number}`, `${data}-accuracy:${number}`]);
  assert.match(rounds[3], new RegExp(`^\\[3\\]\t${cells.join("\t")}$`));
  assert.ok(existsSync(join(folder, "output", "success")));
});

test("writes the model that the image's version reads", async (context) => {
  for (const [tag, version, format] of [
    ["3.2-0", [3, 2, 0], "{L"],
    ["3.0-5", [3, 0, 5], "{L"],
    ["1.7-1", [1, 7, 4], "{L"],
    ["1.5-1", [1, 7, 4], '{"'],
  ] as const) {
    const folder = await layOut(context, logistic);
    assert.equal((await run(folder, tag)).code, 0);
    const bytes = await readFile(join(folder, "model", "xgboost-model"));
    assert.equal(bytes.subarray(0, 2).toString("latin1"), format, tag);
    const model = readModel(bytes);
    assert.deepEqual(model.version, version);
    assert.equal(model.baseScore[0] === 0.5, version[0] < 2, "before 2.0 the intercept is not estimated");
  }
});

test("stops early by the last metric on the validation data, and cuts the model", async (context) => {
  const hyperparameters = {
    ...logistic,
    num_round: "200",
    eta: "1",
    early_stopping_rounds: "3",
    eval_metric: "auc,error",
  };
  const folder = await layOut(context, hyperparameters);
  const { rounds } = await run(folder);
  assert.ok(rounds.length < 200);
  const model = readModel(await readFile(join(folder, "model", "xgboost-model")));
  assert.equal(Number(model.attributes.best_iteration), rounds.length - 4);
  assert.equal((model.booster as TreeBooster).trees.length, rounds.length - 3);
});

test("goes on from the newest checkpoint and keeps the newest five", async (context) => {
  const checkpoints = "/opt/ml/checkpoints";
  const folder = await layOut(context, { ...logistic, num_round: "7" }, { checkpoints });
  await run(folder);
  const names = await readdir(join(folder, "checkpoints"));
  assert.deepEqual(
    names.sort(),
    [2, 3, 4, 5, 6].map((round) => `xgboost-checkpoint.${round}`),
  );
  const hyperparameters = JSON.stringify({ ...logistic, num_round: "9" });
  await writeFile(join(folder, "input", "config", "hyperparameters.json"), hyperparameters);
  const { rounds, lines } = await run(folder);
  assert.deepEqual(
    rounds.map((line) => line.slice(0, 3)),
    ["[7]", "[8]"],
  );
  assert.ok(lines.some((line) => line.endsWith("Resuming from iteration 7")));
});

test("is stopped between two rounds, and keeps the model where asked to", async (context) => {
  for (const keeps of ["true", "false"]) {
    const folder = await layOut(context, { ...logistic, num_round: "100000", save_model_on_termination: keeps });
    await writeFile(join(folder, "model", "other"), "");
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 300);
    const { code } = await run(folder, "1.7-1", controller.signal);
    clearTimeout(timer);
    assert.equal(code, 0);
    assert.deepEqual(await readdir(join(folder, "model")), keeps === "true" ? ["xgboost-model"] : ["other"]);
    assert.equal(existsSync(join(folder, "output", "failure")), false);
  }
});

test("cross-validates: a model per fold and predictions of all rows", async (context) => {
  const folder = await layOut(context, { ...logistic, num_round: "2", _kfold: "3", _num_cv_round: "2" });
  const { code, lines } = await run(folder);
  assert.equal(code, 0, lines.join("\n"));
  const models = [0, 1, 2, 3, 4, 5].map((fold) => `xgboost-model-${fold}`);
  assert.deepEqual((await readdir(join(folder, "model"))).sort(), models);
  const predictions = (await readFile(join(folder, "output", "data", "predictions.csv"), "utf8")).trimEnd().split("\n");
  assert.equal(predictions.length, 180);
  assert.ok(predictions.every((line) => /^[01]\.000000,0\.\d{6},[01]\.000000$/.test(line)));
  assert.ok(lines.some((line) => /^\[2\]\ttrain-logloss:\d\.\d{5}\tvalidation-logloss:\d\.\d{5}$/.test(line)));
});

test("tells a failure as the container does", async (context) => {
  const cases: [message: string, hyperparameters: object, layout?: Partial<Layout>][] = [
    ["Missing required hyperparameter: num_round", { objective: "binary:logistic" }],
    ["Missing required channel: train", logistic, { channels: { validation: csv } }],
    ["Extraneous channel found: test", logistic, { channels: { train: csv, test: csv } }],
    [
      "Channel configuration for 'train' channel is not supported: {'ContentType': 'text/csv; charset=utf-8', 'TrainingInputMode': 'File', 'S3DistributionType': 'FullyReplicated'}",
      logistic,
      { channels: { train: { ...csv, ContentType: "text/csv; charset=utf-8" } } },
    ],
    [
      "label must be in [0,1] for logistic regression",
      logistic,
      { data: { train: "2,1\n3,4\n", validation: "0,1\n" } },
    ],
    [
      "XGB train call failed with exception:\n label must be positive for gamma regression.",
      { ...logistic, objective: "reg:gamma" },
    ],
    [
      "Number of columns does not match number of features in booster: the rows have 2 columns, the model has 1 features.",
      logistic,
      { data: { train: "0,1\n1,4\n", validation: "0,1,3\n" } },
    ],
    ["The booster gblinear cannot be trained here.", { ...logistic, booster: "gblinear" }],
  ];
  for (const [message, hyperparameters, layout] of cases) {
    const folder = await layOut(context, hyperparameters, layout);
    const { code, lines } = await run(folder);
    assert.equal(code, 1, message);
    const text = await readFile(join(folder, "output", "failure"), "utf8");
    assert.ok(text.startsWith("framework error: \nTraceback (most recent call last):\n"), text);
    assert.ok(text.endsWith(`Error: ${message}\n\n${message}`), text);
    assert.ok(lines.some((line) => line.endsWith("Reporting training FAILURE")));
  }
});

test("an empty channel is named", async (context) => {
  const folder = await layOut(context, logistic, { data: { train: "", validation: rows(5, 1) } });
  await run(folder);
  const text = await readFile(join(folder, "output", "failure"), "utf8");
  assert.ok(text.endsWith(`No data in training channel path ${join(folder, "input", "data", "train")}`));
});

test("stands for the XGBoost images only", () => {
  assert.ok(xgboostTrainer.accepts(image("1.7-1")) && xgboostTrainer.accepts("kakehi/xgboost"));
  assert.equal(
    xgboostTrainer.accepts("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1"),
    false,
  );
  assert.equal(xgboostTrainer.accepts("xgboost"), false);
});
