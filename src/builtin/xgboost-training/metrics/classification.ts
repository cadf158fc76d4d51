import type { Evaluation, Metric } from "../../../xgboost/index.js";
import { trainingErrors } from "../errors.js";
import { type ClassCounts, type Confusion, classCounts, confusionOf } from "./confusion.js";

/** What averaging over classes means (scikit-learn's `average`). */
type Average = "binary" | "macro" | "micro";
type Ratio = (counts: ClassCounts) => number;

const precision: Ratio = (c) => ratio(c.truePositives, c.truePositives + c.falsePositives);
const recall: Ratio = (c) => ratio(c.truePositives, c.truePositives + c.falseNegatives);
const f1: Ratio = (c) => ratio(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives);

/** Metrics of predicted classes that the container computes with scikit-learn; weights of rows do not count in them. */
export const classificationMetrics: readonly Metric[] = [
  ofClasses("accuracy", (confusion) => correct(confusion) / confusion.total),
  ofClasses("balanced_accuracy", balancedAccuracy),
  ofClasses("f1", averaged(f1, "macro")),
  ofClasses("f1_binary", averaged(f1, "binary")),
  ofClasses("f1_macro", averaged(f1, "macro")),
  ofClasses("precision", averaged(precision, "binary")),
  ofClasses("precision_macro", averaged(precision, "macro")),
  ofClasses("precision_micro", averaged(precision, "micro")),
  ofClasses("recall", averaged(recall, "binary")),
  ofClasses("recall_macro", averaged(recall, "macro")),
  ofClasses("recall_micro", averaged(recall, "micro")),
];

function ofClasses(name: string, score: (confusion: Confusion) => number): Metric {
  return {
    name,
    maximize: true,
    evaluate: (evaluation) => score(confusionOf(evaluation.labels, predictedClasses(evaluation))),
  };
}

/**
 * The greatest margin's class, or whether the only margin is above 0. (The image 3.0-5 looks at probabilities here, so that
 * every row of a binary classification is of class 1; images before it did as is done here.)
 */
function predictedClasses({ labels, margins, outputs }: Evaluation): Float32Array {
  return Float32Array.from(labels, (_, row) => {
    if (outputs === 1) return margins[row] > 0 ? 1 : 0;
    let best = 0;
    for (let k = 1; k < outputs; k++) if (margins[row * outputs + k] > margins[row * outputs + best]) best = k;
    return best;
  });
}

function averaged(score: Ratio, average: Average): (confusion: Confusion) => number {
  return (confusion) => {
    const { classes } = confusion;
    if (average === "micro") return correct(confusion) / confusion.total;
    if (average === "macro")
      return classes.reduce((sum, _, index) => sum + score(classCounts(confusion, index)), 0) / classes.length;
    if (classes.length > 2) throw trainingErrors.multiclassBinary();
    const positive = classes.indexOf(1);
    return positive === -1 ? 0 : score(classCounts(confusion, positive));
  };
}

/** The mean recall of the classes that occur as labels. */
function balancedAccuracy(confusion: Confusion): number {
  const recalls = confusion.classes
    .map((_, index) => classCounts(confusion, index))
    .filter((counts) => counts.truePositives + counts.falseNegatives > 0)
    .map(recall);
  return recalls.reduce((sum, value) => sum + value, 0) / recalls.length;
}

function correct({ counts }: Confusion): number {
  return counts.reduce((sum, row, index) => sum + row[index], 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
