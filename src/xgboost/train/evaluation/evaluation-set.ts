import { xgboostError } from "../../errors.js";
import type { Link } from "../../objectives/link.js";
import type { Boosting, GrownTree } from "../boosting.js";
import type { TrainingData } from "../data.js";
import type { Evaluation } from "../metrics/metric.js";
import { boundsOf } from "../prepare.js";
import { addTree } from "../trees/add-tree.js";

/** Rows that are not trained on, with the margins that the trees so far give them. */
export class EvaluationSet {
  readonly #data: TrainingData;
  readonly #outputs: number;
  readonly #startMargins: Float32Array;
  readonly margins: Float32Array;

  /** Throws `XgboostError` `feature_count` where there are more columns than `columns`. */
  constructor(data: TrainingData, columns: number, startMargins: Float32Array, boosting: Boosting, outputs: number) {
    if (data.features.columns > columns) throw xgboostError("feature_count", data.features.columns, columns);
    this.#data = data;
    this.#outputs = outputs;
    this.#startMargins = startMargins;
    this.margins = startMargins.slice();
    this.#add(boosting.grown, boosting);
  }

  /** Adds the trees of a round; with dropout all trees, since their weights have changed. */
  advance(boosting: Boosting, added: readonly GrownTree[]): void {
    if (boosting.dropout === undefined) this.#add(added, boosting);
    else {
      this.margins.set(this.#startMargins);
      this.#add(boosting.grown, boosting);
    }
  }

  #add(trees: readonly GrownTree[], boosting: Boosting): void {
    for (const [index, { tree, output }] of trees.entries())
      addTree(tree, boosting.dropout?.weights[index] ?? 1, this.#data.features, this.margins, output, this.#outputs);
  }
}

/** What metrics take, of a data set and its margins. */
export function evaluationOf(data: TrainingData, margins: Float32Array, outputs: number, link: Link): Evaluation {
  const { labels, weights, groups } = data;
  const perQuery = groups !== undefined && weights?.length === groups.length;
  const predictions = new Float32Array(margins.length);
  link.apply(margins, 0, predictions, 0, labels.length, outputs);
  return {
    labels,
    weights: perQuery ? undefined : weights,
    queryBounds: groups === undefined ? undefined : boundsOf(groups),
    queryWeights: perQuery ? weights : undefined,
    outputs,
    predictions,
    margins,
  };
}
