/** Points at which polynomials over a path are known: enough for exact integrals up to degree 15. */
export const points = 8;

/**
 * Gauss-Legendre quadrature on [0, 1] after the substitution t = s², as libxgboost 3.3 and later take it
 * (`src/predictor/interpretability/quadrature.h`): found in float64 by Newton's method, kept in float32.
 */
function quadratureRule(): { readonly nodes: Float32Array; readonly weights: Float32Array } {
  const nodes = new Float32Array(points);
  const weights = new Float32Array(points);
  for (let i = 0; i < points; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    for (let step = 1, round = 0; Math.abs(step) >= 1e-15 && round < 64; round++) {
      step = legendre(points, x) / slope(x);
      x -= step;
    }
    const weight = 2 / ((1 - x * x) * slope(x) ** 2);
    const s = 0.5 * (x + 1);
    nodes[points - 1 - i] = s * s;
    weights[points - 1 - i] = s * weight;
  }
  return { nodes, weights };
}

/** Legendre's polynomial of degree `n` at `x`. */
function legendre(n: number, x: number): number {
  let before = 1;
  let value = x;
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return value;
}

function slope(x: number): number {
  return (points * (x * legendre(points, x) - legendre(points - 1, x))) / (x * x - 1);
}

export const rule = quadratureRule();
