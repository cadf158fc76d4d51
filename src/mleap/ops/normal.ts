/** The share of a normal distribution below `x`, to about 15 digits. */
export function normalCdf(x: number): number {
  return 0.5 * complementaryError(-x / Math.SQRT2);
}

/** `erfc`: a power series near 0, a continued fraction beyond. */
function complementaryError(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < 0) return 2 - complementaryError(-x);
  if (x > 27) return 0;
  return x < 2.5 ? 1 - errorSeries(x) : tailFraction(x);
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1)); all terms are positive (Abramowitz & Stegun 7.1.6). */
function errorSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))) (Abramowitz & Stegun 7.1.14). */
function tailFraction(x: number): number {
  let fraction = x;
  for (let n = 120; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
