import type { Link } from "../../objectives/link.js";
import { softprob } from "../../objectives/softmax.js";

import type { Boosting, GrownTree } from "../boosting.js";
import type { TrainingData } from "../data.js";
import type { Loss } from "../losses/loss.js";
import type { Metric } from "../metrics/metric.js";
import { createMetric } from "../metrics/table.js";
import type { ResolvedParams } from "../params.js";
import type { Workspace } from "../threads/workspace.js";
import type { Score, TrainOptions } from "../train-options.js";
import { EvaluationSet, evaluationOf } from "./evaluation-set.js";

/** The training whose progress is measured. */
interface Training {
  readonly data: TrainingData;
  readonly workspace: Workspace;
  readonly boosting: Boosting;
  /** What the margins of rows begin with. */
  readonly startMargins: (rows: TrainingData) => Float32Array;
  readonly params: ResolvedParams;
  readonly loss: Loss;
  readonly link: Link;
}

/** Computes the metrics of every watched data set after each round. */
export class Evaluator {
  readonly #boosting: Boosting;
  readonly #workspace: Workspace;
  readonly #link: Link;
  readonly #metrics: readonly Metric[];
  /** `set` is absent for the training data, whose margins training itself keeps. */
  readonly #watched: readonly { name: string; data: TrainingData; set: EvaluationSet | undefined }[];

  constructor(training: Training, { evaluations = [], customMetrics = [] }: TrainOptions) {
    const { data, workspace, boosting, startMargins, params, loss, link } = training;
    this.#boosting = boosting;
    this.#workspace = workspace;
    // Metrics of classes take probabilities even where the objective predicts the class.
    this.#link = params.objective === "multi:softmax" ? softprob : link;
    const names = params.eval_metric.length === 0 ? [loss.defaultMetric] : params.eval_metric;
    const isReplaced = (name: string) => customMetrics.some((metric) => metric.name === name);
    const own = names.map((name) => createMetric(name, params)).filter(({ name }) => !isReplaced(name));
    this.#metrics = [...own, ...customMetrics];
    const { columns } = data.features;
    this.#watched = evaluations.map(({ name, data: rows }) => ({
      name,
      data: rows,
      set: rows === data ? undefined : new EvaluationSet(rows, columns, startMargins(rows), boosting, loss.outputs),
    }));
  }

  /** The scores after a round that added these trees: data set by data set all metrics. */
  evaluate(added: readonly GrownTree[]): Score[] {
    const { margins, plan } = this.#workspace;
    return this.#watched.flatMap(({ name, data, set }) => {
      set?.advance(this.#boosting, added);
      const evaluation = evaluationOf(data, set?.margins ?? margins, plan.outputs, this.#link);
      return this.#metrics.map((metric): Score => {
        const value = metric.evaluate(evaluation);
        return { dataset: name, metric: metric.name, maximize: metric.maximize, value };
      });
    });
  }
}
