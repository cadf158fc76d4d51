import type { Engine } from "./mersenne-twister.js";

/**
 * The distributions of libstdc++ (`bits/uniform_int_dist.h`, `bits/random.tcc`, `bits/stl_algo.h`), as the wheels of
 * libxgboost on PyPI have them: with another C++ library the same seed samples other rows and columns.
 */

/** A whole number in [0, bound), each as likely, for a bound of at most 2³². */
export function uniformInteger(engine: Engine, bound: number): number {
  const range = engine.maximum - engine.minimum;
  if (bound > range) return engine.next() - engine.minimum;
  const scale = Math.floor(range / bound);
  let value = engine.next() - engine.minimum;
  while (value >= bound * scale) value = engine.next() - engine.minimum;
  return Math.floor(value / scale);
}

/** A number in [0, 1) made of two draws of a 32-bit engine (`std::generate_canonical`). */
export function uniformReal(engine: Engine): number {
  const low = engine.next();
  const value = (low + engine.next() * 4294967296) / 2 ** 64;
  return value < 1 ? value : 1 - 2 ** -53;
}

/** An index drawn with the given weights (`std::discrete_distribution`). */
export function discrete(engine: Engine, weights: ArrayLike<number>): number {
  if (weights.length < 2) return 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  const point = uniformReal(engine);
  let cumulated = 0;
  for (let i = 0; i < weights.length - 1; i++) {
    cumulated += weights[i] / total;
    if (cumulated >= point) return i;
  }
  return weights.length - 1;
}

/** Puts the entries into random order (`std::shuffle`, which draws two positions at once). */
export function shuffle(engine: Engine, values: Uint32Array): void {
  const count = values.length;
  let next = 1;
  if (count > 0 && count % 2 === 0) swap(values, next++, uniformInteger(engine, 2));
  for (; next < count; next += 2) {
    const first = next + 1;
    const second = next + 2;
    const drawn = uniformInteger(engine, first * second);
    swap(values, next, Math.floor(drawn / second));
    swap(values, next + 1, drawn % second);
  }
}

function swap(values: Uint32Array, a: number, b: number): void {
  const value = values[a];
  values[a] = values[b];
  values[b] = value;
}
