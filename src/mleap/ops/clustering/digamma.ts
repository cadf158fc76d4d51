/** The derivative of ln Γ, for x > 0: moved up to where the asymptotic series holds (Abramowitz & Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x === Number.POSITIVE_INFINITY ? x : Number.NaN;
  let shift = 0;
  let y = x;
  while (y < 8) {
    shift -= 1 / y;
    y += 1;
  }
  const square = 1 / (y * y);
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return shift + Math.log(y) - 0.5 / y - series;
}
