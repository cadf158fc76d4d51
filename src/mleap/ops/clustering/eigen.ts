export interface Eigen {
  readonly values: Float64Array;
  /** Row `i` is the vector that goes with value `i`. */
  readonly vectors: Float64Array;
}

/** Eigenvalues and vectors of a symmetric matrix, by Jacobi's rotations (Golub & Van Loan, 8.5). */
export function eigenSymmetric(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 100 && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]), vectors };
}

/** What is left beside the diagonal, where it still counts. */
function offDiagonal(a: Float64Array, size: number): number {
  let rest = 0;
  let all = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const square = a[i * size + j] ** 2;
      all += square;
      if (i !== j) rest += square;
    }
  }
  return rest > all * 1e-34 ? rest : 0;
}

/** Turns the axes `p` and `q` so that the element between them becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = a[p * size + q];
  if (between === 0) return;
  const tau = (a[q * size + q] - a[p * size + p]) / (2 * between);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p];
    const kq = a[k * size + q];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    turn(a, p * size + k, q * size + k, c, s);
    turn(vectors, p * size + k, q * size + k, c, s);
  }
}

function turn(values: Float64Array, first: number, second: number, c: number, s: number): void {
  const a = values[first];
  const b = values[second];
  values[first] = c * a - s * b;
  values[second] = s * a + c * b;
}
