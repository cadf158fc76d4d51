const halfLogTwoPi = Math.log(2 * Math.PI) / 2;

/** ln Γ(x) for x > 0, to about 1e-15: Stirling's series, after moving x up to where it converges. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += Math.log(at);
  const inverse = 1 / at;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + series - shift;
}
