import type { Engine } from "./mersenne-twister.js";

/**
 * Keeps each row with probability `fraction` and zeroes the gradients of the others (src/tree/hist/sampler.h): a linear
 * congruential engine, x ← 16807·x mod 2⁶³, seeded with one draw of `engine`, one step per row.
 */
export function sampleRows(engine: Engine, fraction: number, gradients: Float32Array): void {
  let low = engine.next();
  let high = 0;
  if (low === 0) low = 1;
  for (let at = 0; at < gradients.length; at += 2) {
    const product = low * 16807;
    high = (high * 16807 + Math.floor(product / 4294967296)) % 2147483648;
    low = product % 4294967296;
    // As a double, the engine's range 2⁶³ − 1 is 2⁶³.
    const drawn = (high * 4294967296 + (low - 1)) / 2 ** 63;
    if (drawn < fraction) continue;
    gradients[at] = 0;
    gradients[at + 1] = 0;
  }
}
