/** The place of the highest value, the first of equals, as Spark's `Vector.argmax`; a NaN at the front stays. */
export function argmax(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/**
 * The class whose probability exceeds its threshold most, as Spark's `probability2prediction`: a class of threshold 0 wins,
 * unless its probability is 0 too.
 */
export function overThresholds(probabilities: Float64Array, thresholds: Float64Array): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < probabilities.length; i++) {
    const scaled = probabilities[i] / thresholds[i];
    if (scaled > highest) {
      highest = scaled;
      best = i;
    }
  }
  return best;
}

/** Divides by the sum, in place; nothing where that is 0. */
export function normalize(values: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  if (sum !== 0) for (let i = 0; i < values.length; i++) values[i] /= sum;
}

/** Probabilities from logarithms of weights, in place; a class of infinite weight takes all, the first of several. */
export function softmax(values: Float64Array): void {
  const top = argmax(values);
  const highest = values[top];
  if (highest === Number.POSITIVE_INFINITY) {
    values.fill(0);
    values[top] = 1;
    return;
  }
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.exp(values[i] - highest);
    sum += values[i];
  }
  const factor = 1 / sum;
  for (let i = 0; i < values.length; i++) values[i] *= factor;
}

export function logistic(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}
