import type { SparseSlot, VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { anyVector, doubleOut, type Op, transformer, vectorOut } from "../../op.js";
import type { Classifier } from "../classifier.js";
import { argmax } from "../probabilities.js";
import { treeClassifier } from "./decision-tree-classifier.js";
import { boostedClassifier } from "./gbt-classifier.js";
import { linearSvcClassifier } from "./linear-svc.js";
import { logisticClassifier } from "./logistic-regression.js";
import { perceptron } from "./multi-layer-perceptron-classifier.js";
import { bayesClassifier } from "./naive-bayes.js";
import { forestClassifier } from "./random-forest-classifier.js";

/** What may stand below: each tells one class from the rest. */
const classifiers: Readonly<Record<string, (model: Model) => Classifier>> = {
  decision_tree_classifier: treeClassifier,
  gbt_classifier: boostedClassifier,
  linear_svc: linearSvcClassifier,
  logistic_regression: logisticClassifier,
  multi_layer_perceptron_classifier: perceptron,
  naive_bayes: bayesClassifier,
  random_forest_classifier: forestClassifier,
};

export const op: Op = {
  name: "one_vs_rest",
  summary: "Asks one classifier per class; the one that is surest names the class.",
  spark: "OneVsRestModel",
  difference:
    "Spark compares raw predictions, MLeap the probabilities of class 1, or 0 and 1 where a model has none. A node with a port for the probability comes from mleap-spark-extension, which compares probabilities too.",
  load(model, ports) {
    const count = model.integer("num_classes", undefined, 1);
    const models: Classifier[] = [];
    for (let i = 0; i < count; i++) models.push(classifierOf(model.child(`model${i}`)));
    const byProbability = ports.outputs.includes("probability");
    return transformer({
      inputs: [anyVector("features", models[0].features)],
      outputs: [doubleOut("probability"), vectorOut("raw_prediction", count), doubleOut("prediction")],
      words: [`${count} classes`, ...models[0].words],
      bind([input], slots, context) {
        const probability = context.wanted("probability") ? slots.double() : undefined;
        const raws = context.wanted("raw_prediction") ? slots.vector(count) : undefined;
        const prediction = context.wanted("prediction") ? slots.double() : undefined;
        const scorers = models.map((one) => scorerOf(one, input));
        const scores = new Float64Array(count);
        const sureness = byProbability ? new Float64Array(count) : scores;
        return {
          outputs: [probability, raws, prediction],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              for (let k = 0; k < count; k++) {
                const scorer = scorers[k];
                scorer.score(r);
                scores[k] = scorer.values[1];
                if (byProbability) sureness[k] = scorer.sureness();
              }
              const best = argmax(sureness);
              if (raws !== undefined) raws.values.set(scores, r * raws.stride + raws.offset);
              if (probability !== undefined) probability.values[r] = sureness[best];
              if (prediction !== undefined) prediction.values[r] = best;
            }
          },
        };
      },
    });
  },
};

function classifierOf(model: Model): Classifier {
  const make = classifiers[model.op];
  if (make === undefined) throw errors.unknownOps([{ op: model.op, node: "one_vs_rest", reason: undefined }]);
  const classifier = make(model);
  if (classifier.classes !== 2) throw errors.badAttribute("num_classes", `of a model is ${classifier.classes}, not 2`);
  return classifier;
}

interface Scorer {
  /** The raw prediction of the row that was scored last. */
  readonly values: Float64Array;
  score(row: number): void;
  /** How sure the model is of class 1; spoils `values`. */
  sureness(): number;
}

function scorerOf(classifier: Classifier, input: VectorSlot | SparseSlot): Scorer {
  const values = new Float64Array(2);
  const predictRaw = classifier.predictRaw(input);
  const { toProbabilities, rawToPrediction = argmax } = classifier;
  return {
    values,
    score: (row) => predictRaw(row, values),
    sureness() {
      if (toProbabilities === undefined) return rawToPrediction(values);
      toProbabilities(values);
      return values[1];
    },
  };
}
