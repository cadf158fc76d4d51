/**
 * Float32 functions as the C library that libxgboost is built with computes them. `Math.exp` rounded to a float differs from
 * `expf` in one input of 3700; these do not, so predictions and gradients come out bit for bit.
 */

/** 2^(i/32). */
const rootsOfTwo = new Float64Array([
  1.0,
  1.0218971486541166,
  1.0442737824274138,
  1.0671404006768237,
  1.0905077326652577,
  1.1143867425958924,
  1.1387886347566916,
  1.1637248587775775,
  1.189207115002721,
  1.215247359980469,
  1.241857812073484,
  1.2690509571917332,
  1.2968395546510096,
  1.3252366431597413,
  1.3542555469368927,
  1.383909881963832,
  Math.SQRT2,
  1.4451808069770467,
  1.4768261459394993,
  1.5091644275934228,
  1.5422108254079407,
  1.5759808451078865,
  1.6104903319492543,
  1.645755478153965,
  1.681792830507429,
  1.718619298122478,
  1.7562521603732995,
  1.7947090750031072,
  1.8340080864093424,
  1.8741676341103,
  1.9152065613971474,
  1.9571441241754002,
]);

/** 2^(i − 160). */
const powersOfTwo = Float64Array.from({ length: 320 }, (_, index) => 2 ** (index - 160));

const stepsPerUnit = 32 * Math.LOG2E;
const roundingShift = 1.5 * 2 ** 52;
const cubic = 0.05550361559341535 / 32 ** 3;
const square = 0.2402284522445722 / 32 ** 2;
const linear = 0.6931471806916203 / 32;

/**
 * `expf` of glibc 2.27 and later (the scheme of ARM's optimized routines): in doubles, x = k·ln2/32 + rest, a table for
 * 2^(k/32), a cubic for the rest. `x` must be a float32.
 */
export function expf(x: number): number {
  if (x > 88.72283935546875) return Infinity;
  if (x < -103.97207641601562) return 0;
  const scaled = x * stepsPerUnit;
  const step = scaled + roundingShift - roundingShift;
  const rest = scaled - step;
  const index = step | 0;
  const scale = rootsOfTwo[index & 31] * powersOfTwo[(index >> 5) + 160];
  return Math.fround(((cubic * rest + square) * (rest * rest) + (linear * rest + 1)) * scale);
}

/** The logistic function, in libxgboost's steps (src/common/math.h). `x` must be a float32. */
export function sigmoid(x: number): number {
  return Math.fround(1 / Math.fround(expf(Math.min(-x, Math.fround(88.7))) + 1));
}
