import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPredictor, type Model, type RoundReport, type Score, type TrainingData } from "../../xgboost/index.js";
import { joinParts } from "./data/part.js";
import { sliceRows, toDenseRows } from "./data/rows.js";
import { roundLine } from "./log.js";
import { modelName, type TrainingContext, trainOne } from "./train-one.js";

/** What the folds of one repetition say of the rows that they leave out. */
interface RowPrediction {
  /** The predicted value or class, per repetition. */
  readonly values: number[];
  /** The probability of the class, per repetition. */
  readonly probabilities: number[];
}

/**
 * k-fold cross-validation over training and validation rows together (`_kfold`, `_num_cv_round`): a model per fold, the metrics
 * of each repetition, and `predictions.csv` with what the models say of the rows that they were not trained on.
 */
export async function crossValidate(context: TrainingContext): Promise<void> {
  const { given, data, validation, folder, run, log } = context;
  const folds = given._kfold!;
  const repetitions = given._num_cv_round ?? 1;
  const all: TrainingData = validation === undefined ? data : joinParts([data, validation]);
  const isClassification = given.num_class !== undefined || given.objective?.startsWith("binary:") === true;
  const predictions = Array.from(all.labels, (): RowPrediction => ({ values: [], probabilities: [] }));
  const reports: (readonly Score[])[] = [];
  log(`Run ${repetitions}-round of ${folds}-fold cross validation with ${all.labels.length} rows`);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const foldOf = assignFolds(all.labels, folds, isClassification);
    for (let fold = 0; fold < folds; fold++) {
      log(`Train cross validation fold ${fold + 1}`);
      const index = repetition * folds + fold;
      let last: readonly Score[] = [];
      const model = await trainOne(
        context,
        sliceRows(all, (row) => foldOf[row] !== fold),
        `${modelName}-${index}`,
        folder.checkpoints === undefined ? undefined : join(folder.checkpoints, `model-${index}`),
        (report: RoundReport) => {
          last = report.scores;
        },
      );
      reports.push(last);
      predictRows(model, all, foldOf, fold, isClassification, predictions);
    }
    log(`The metrics of round ${repetition + 1} cross validation`);
    run.print(roundLine(given.num_round, meanScores(reports.slice(-folds))));
  }
  await mkdir(folder.outputData, { recursive: true });
  const path = join(folder.outputData, "predictions.csv");
  log(`Storing predictions on validation set(s) in ${path}`);
  await writeFile(path, predictionLines(all.labels, predictions, isClassification));
  if (repetitions > 1) {
    log(`The overall metrics of ${repetitions}-round cross validation`);
    run.print(roundLine(given.num_round, meanScores(reports)));
  }
}

/** A fold per row, at random; with classes, each fold gets its share of each of them. */
function assignFolds(labels: Float32Array, folds: number, stratified: boolean): Uint32Array {
  const foldOf = new Uint32Array(labels.length);
  const strata = new Map<number, number[]>();
  for (const [row, label] of labels.entries()) {
    const key = stratified ? label : 0;
    if (!strata.has(key)) strata.set(key, []);
    strata.get(key)!.push(row);
  }
  let next = 0;
  for (const rows of strata.values()) {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
    for (const row of rows) foldOf[row] = next++ % folds;
  }
  return foldOf;
}

function predictRows(
  model: Model,
  all: TrainingData,
  foldOf: Uint32Array,
  fold: number,
  isClassification: boolean,
  predictions: readonly RowPrediction[],
): void {
  const predictor = createPredictor(model);
  const outputs = predictor.widthOf("value");
  const out = new Float32Array(outputs);
  for (const [row, values] of toDenseRows(all.features)) {
    if (foldOf[row] !== fold) continue;
    predictor.predict(values, 1, all.features.columns, out);
    const best = outputs > 1 ? out.indexOf(Math.max(...out)) : out[0];
    const isClass = isClassification && outputs === 1;
    predictions[row].values.push(isClass ? (best > 0.5 ? 1 : 0) : best);
    predictions[row].probabilities.push(outputs > 1 ? out[best] : out[0]);
  }
}

function meanScores(reports: readonly (readonly Score[])[]): Score[] {
  return reports[0].map((score, index) => ({
    ...score,
    value: reports.reduce((sum, scores) => sum + scores[index].value, 0) / reports.length,
  }));
}

/** Label, mean probability and most frequent class, or label and mean prediction. */
function predictionLines(
  labels: Float32Array,
  predictions: readonly RowPrediction[],
  isClassification: boolean,
): string {
  const lines = predictions.map(({ values, probabilities }, row) => {
    const cells = isClassification ? [labels[row], mean(probabilities), mode(values)] : [labels[row], mean(values)];
    return `${cells.map((value) => value.toFixed(6)).join(",")}\n`;
  });
  return lines.join("");
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The most frequent value, of several the smallest. */
function mode(values: readonly number[]): number {
  const count = (value: number) => values.filter((other) => other === value).length;
  return [...values].sort((a, b) => count(b) - count(a) || a - b)[0];
}
