const radixBits = 11;
const radix = 1 << radixBits;
const passes = 3;

/** Sorts floats (no NaN, no −0) together with a weight each, by radix and stably. Keeps its buffers for the next time. */
export class FloatSorter {
  #keys = [new Uint32Array(0), new Uint32Array(0)];
  #payloads = [new Float32Array(0), new Float32Array(0)];
  readonly #counts = new Uint32Array(radix * passes);

  /** Sorts the first `count` entries of both arrays in place. */
  sort(values: Float32Array, weights: Float32Array, count: number): void {
    if (this.#keys[0].length < count) {
      this.#keys = [new Uint32Array(count), new Uint32Array(count)];
      this.#payloads = [new Float32Array(count), new Float32Array(count)];
    }
    const bits = new Uint32Array(values.buffer, values.byteOffset, count);
    let [keys, otherKeys] = this.#keys;
    let [payload, otherPayload] = this.#payloads;
    const counts = this.#counts.fill(0);
    for (let i = 0; i < count; i++) {
      const key = toKey(bits[i]);
      keys[i] = key;
      payload[i] = weights[i];
      counts[key & (radix - 1)]++;
      counts[radix + ((key >>> radixBits) & (radix - 1))]++;
      counts[2 * radix + (key >>> (2 * radixBits))]++;
    }
    for (let pass = 0; pass < passes; pass++) {
      const at = counts.subarray(pass * radix, (pass + 1) * radix);
      const shift = pass * radixBits;
      cumulate(at);
      for (let i = 0; i < count; i++) {
        const key = keys[i];
        const target = at[(key >>> shift) & (radix - 1)]++;
        otherKeys[target] = key;
        otherPayload[target] = payload[i];
      }
      [keys, otherKeys] = [otherKeys, keys];
      [payload, otherPayload] = [otherPayload, payload];
    }
    for (let i = 0; i < count; i++) bits[i] = fromKey(keys[i]);
    weights.set(payload.subarray(0, count));
  }
}

/** A whole number that orders as the float with these bits does. */
function toKey(bits: number): number {
  return bits ^ (bits >> 31 ? -1 : 1 << 31);
}

function fromKey(key: number): number {
  return key ^ (key >> 31 ? 1 << 31 : -1);
}

/** Turns counts into the positions where each begins. */
function cumulate(counts: Uint32Array): void {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    counts[i] = sum;
    sum += count;
  }
}
