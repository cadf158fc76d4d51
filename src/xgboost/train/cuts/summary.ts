const { fround } = Math;

/**
 * Entries of a quantile sketch, ascending by value: the least and the greatest rank that the value may have, and its weight.
 * All are float32 and each step rounds as libxgboost's does (src/common/quantile.h, `WQSummary`).
 */
export class Summary {
  readonly minRank: Float32Array;
  readonly maxRank: Float32Array;
  readonly weight: Float32Array;
  readonly value: Float32Array;
  size = 0;

  constructor(capacity: number) {
    this.minRank = new Float32Array(capacity);
    this.maxRank = new Float32Array(capacity);
    this.weight = new Float32Array(capacity);
    this.value = new Float32Array(capacity);
  }

  /** Takes sorted values with their weights; equal values become one entry. */
  setSorted(values: Float32Array, weights: Float32Array, count: number): void {
    const { minRank, maxRank } = this;
    let size = 0;
    let before = 0;
    for (let i = 0; i < count; size++) {
      const value = values[i];
      let weight = weights[i++];
      for (; i < count && values[i] === value; i++) weight = fround(weight + weights[i]);
      const upTo = fround(before + weight);
      minRank[size] = before;
      maxRank[size] = upTo;
      this.weight[size] = weight;
      this.value[size] = value;
      before = upTo;
    }
    this.size = size;
  }

  copy(other: Summary): void {
    this.size = other.size;
    this.minRank.set(other.minRank.subarray(0, other.size));
    this.maxRank.set(other.maxRank.subarray(0, other.size));
    this.weight.set(other.weight.subarray(0, other.size));
    this.value.set(other.value.subarray(0, other.size));
  }

  /** Takes at most `limit` entries of `other`, evenly by rank, the first and the last among them. */
  setPruned(other: Summary, limit: number): void {
    if (other.size <= limit) {
      this.copy(other);
      return;
    }
    const { minRank, maxRank, weight } = other;
    const last = other.size - 1;
    const begin = maxRank[0];
    const range = fround(minRank[last] - begin);
    const steps = limit - 1;
    let size = 0;
    let taken = 0;
    this.#take(size++, other, 0);
    let i = 1;
    for (let k = 1; k < steps; k++) {
      const twice = fround(2 * fround(fround(fround(k * range) / steps) + begin));
      while (i < last && twice >= fround(maxRank[i + 1] + minRank[i + 1])) i++;
      if (i === last) break;
      const between = fround(fround(minRank[i] + weight[i]) + fround(maxRank[i + 1] - weight[i + 1]));
      const nearest = twice < between ? i : i + 1;
      if (nearest === taken) continue;
      taken = nearest;
      this.#take(size++, other, nearest);
    }
    if (taken !== last) this.#take(size++, other, last);
    this.size = size;
  }

  /** Takes the entries of both, which must be others than this one. */
  setCombined(a: Summary, b: Summary): void {
    if (a.size === 0 || b.size === 0) {
      this.copy(a.size === 0 ? b : a);
      return;
    }
    const { minRank, maxRank, weight, value } = this;
    const [endA, endB] = [a.size, b.size];
    let size = 0;
    let i = 0;
    let j = 0;
    // The rank that the last entry taken of each leaves to whatever follows.
    let afterA = 0;
    let afterB = 0;
    while (i < endA && j < endB) {
      const valueA = a.value[i];
      const valueB = b.value[j];
      if (valueA === valueB) {
        minRank[size] = a.minRank[i] + b.minRank[j];
        maxRank[size] = a.maxRank[i] + b.maxRank[j];
        weight[size] = a.weight[i] + b.weight[j];
        value[size++] = valueA;
        afterA = fround(a.minRank[i] + a.weight[i++]);
        afterB = fround(b.minRank[j] + b.weight[j++]);
      } else if (valueA < valueB) {
        minRank[size] = a.minRank[i] + afterB;
        maxRank[size] = a.maxRank[i] + fround(b.maxRank[j] - b.weight[j]);
        weight[size] = a.weight[i];
        value[size++] = valueA;
        afterA = fround(a.minRank[i] + a.weight[i++]);
      } else {
        minRank[size] = b.minRank[j] + afterA;
        maxRank[size] = b.maxRank[j] + fround(a.maxRank[i] - a.weight[i]);
        weight[size] = b.weight[j];
        value[size++] = valueB;
        afterB = fround(b.minRank[j] + b.weight[j++]);
      }
    }
    size =
      i < endA
        ? this.#append(size, a, i, afterB, b.maxRank[endB - 1])
        : this.#append(size, b, j, afterA, a.maxRank[endA - 1]);
    this.size = size;
    this.#makeMonotone();
  }

  /** Takes the rest of `other` after the last entry of the summary it is combined with, and answers the size. */
  #append(size: number, other: Summary, from: number, minBefore: number, maxBefore: number): number {
    const { minRank, maxRank, weight, value } = this;
    for (let i = from; i < other.size; i++, size++) {
      minRank[size] = other.minRank[i] + minBefore;
      maxRank[size] = other.maxRank[i] + maxBefore;
      weight[size] = other.weight[i];
      value[size] = other.value[i];
    }
    return size;
  }

  #take(at: number, other: Summary, i: number): void {
    this.minRank[at] = other.minRank[i];
    this.maxRank[at] = other.maxRank[i];
    this.weight[at] = other.weight[i];
    this.value[at] = other.value[i];
  }

  /** Repairs what rounding did: ranks never fall, and no entry is narrower than its weight. */
  #makeMonotone(): void {
    const { minRank, maxRank, weight, size } = this;
    let least = 0;
    let most = 0;
    for (let i = 0; i < size; i++) {
      if (minRank[i] < least) minRank[i] = least;
      else least = minRank[i];
      if (maxRank[i] < most) maxRank[i] = most;
      const after = fround(minRank[i] + weight[i]);
      if (maxRank[i] < after) maxRank[i] = after;
      most = maxRank[i];
    }
  }
}
