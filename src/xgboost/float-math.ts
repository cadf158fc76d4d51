/**
 * Float32 functions as the C library that libxgboost is built with computes them. `Math.exp` rounded to a float differs from
 * `expf` in one input of 3700, `Math.log` from `logf` in one of 5000; these do not, so predictions and gradients come out bit
 * for bit.
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

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);
const smallestNormal = 2 ** -126;
/** Bits of the smallest z, about 0.7. */
const lowestZ = 0x3f330000;
const a0 = -0.25089342214237154;
const a1 = 0.333456765744066;
const a2 = -0.4999997485802103;

/** c⁻¹, as exactly as it matters to `r` */
const inverses = Float64Array.of(
  1.398907162146528,
  1.3403141896637998,
  1.286432210124115,
  1.2367150214269895,
  1.1906977166711752,
  1.1479821020556429,
  1.1082251448272158,
  1.0711297413057381,
  1.036437278977283,
  1.0,
  0.9492859795739057,
  0.8951049428609004,
  0.8476821620351103,
  0.8050314851692001,
  0.7664671008843108,
  0.731428603316328,
);

/** log c */
const logarithms = Float64Array.of(
  -0.33569133332882284,
  -0.2929040563774074,
  -0.2518726580937369,
  -0.21245868807117255,
  -0.17453945183745634,
  -0.1380057072319758,
  -0.10275976698545139,
  -0.06871392447020525,
  -0.0357891387398228,
  0.0,
  0.05204517742929496,
  0.11081431298787942,
  0.1652495223695143,
  0.21687389031699977,
  0.2659635028121397,
  0.3127556664073557,
);

/**
 * `logf` of glibc 2.27 and later, which turns a base score into a margin.
 *
 * The scheme is that of ARM's optimized routines: x = 2^k z with z near 1, z c⁻¹ − 1 = r for one of 16 values c near z, and
 * log x = k ln 2 + log c + log1p(r), the last by a polynomial, all in float64, rounded once.
 */
export function logf(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  // A subnormal is brought into the normal range first.
  const subnormal = x < smallestNormal;
  float[0] = subnormal ? x * 8388608 : x;
  const bits = subnormal ? word[0] - (23 << 23) : word[0];
  const offset = bits - lowestZ;
  const i = (offset >> 19) & 15;
  const k = offset >> 23;
  word[0] = bits - (k << 23);
  const r = float[0] * inverses[i] - 1;
  const y0 = logarithms[i] + k * Math.LN2;
  const r2 = r * r;
  const y = a0 * r2 + (a1 * r + a2);
  return Math.fround(y * r2 + (y0 + r));
}
