/** How often each class was predicted for rows of each class. */
export interface Confusion {
  /** The classes that occur, as labels or as predictions, ascending. */
  readonly classes: readonly number[];
  /** `counts[label][prediction]`, both places in `classes`. */
  readonly counts: readonly (readonly number[])[];
  readonly total: number;
}

/** Counts which classes were predicted for which; a class that is only predicted counts too, as in scikit-learn. */
export function confusionOf(labels: Float32Array, predicted: Float32Array): Confusion {
  const classes = [...new Set([...labels, ...predicted])].sort((a, b) => a - b);
  const place = new Map(classes.map((value, index) => [value, index]));
  const counts = classes.map(() => classes.map(() => 0));
  for (let row = 0; row < labels.length; row++) counts[place.get(labels[row])!][place.get(predicted[row])!]++;
  return { classes, counts, total: labels.length };
}

export interface ClassCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** One class against all others. */
export function classCounts({ classes, counts }: Confusion, index: number): ClassCounts {
  const truePositives = counts[index][index];
  const predicted = classes.reduce((sum, _, label) => sum + counts[label][index], 0);
  const actual = counts[index].reduce((sum, count) => sum + count, 0);
  return { truePositives, falsePositives: predicted - truePositives, falseNegatives: actual - truePositives };
}
