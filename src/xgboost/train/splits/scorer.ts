import type { ResolvedParams } from "../params.js";

const { fround } = Math;

/** The least and the greatest weight that monotone constraints leave to a node. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export const unbounded: Bounds = { lower: -fround(3.4028234663852886e38), upper: fround(3.4028234663852886e38) };

/** Weights and gains of nodes from the sums of their gradients (src/tree/param.h, src/tree/split_evaluator.h). */
export class Scorer {
  readonly minChildWeight: number;
  readonly #lambda: number;
  readonly #alpha: number;
  readonly #maxDeltaStep: number;
  readonly #monotone: boolean;

  constructor(params: ResolvedParams) {
    this.minChildWeight = params.min_child_weight;
    this.#lambda = params.lambda;
    this.#alpha = params.alpha;
    this.#maxDeltaStep = params.max_delta_step;
    this.#monotone = params.monotone_constraints.length > 0;
  }

  /** The weight of a node whatever its bounds. */
  freeWeight(gradient: number, hessian: number): number {
    if (hessian < this.minChildWeight || hessian <= 0) return 0;
    const weight = -this.#shrink(gradient) / (hessian + this.#lambda);
    const limit = this.#maxDeltaStep;
    return fround(limit !== 0 && Math.abs(weight) > limit ? Math.sign(weight) * limit : weight);
  }

  weight(gradient: number, hessian: number, bounds: Bounds): number {
    const weight = this.freeWeight(gradient, hessian);
    if (!this.#monotone) return weight;
    return weight < bounds.lower ? bounds.lower : weight > bounds.upper ? bounds.upper : weight;
  }

  /** How much a node takes from the loss. */
  gain(gradient: number, hessian: number, bounds: Bounds): number {
    if (hessian <= 0) return 0;
    if (this.#maxDeltaStep === 0 && !this.#monotone) return this.#plainGain(gradient, hessian);
    return this.#gainOf(gradient, hessian, this.weight(gradient, hessian, bounds));
  }

  /** The gain of both sides of a split; −∞ where their weights are not in the order that `constraint` asks for. */
  splitGain(leftG: number, leftH: number, rightG: number, rightH: number, bounds: Bounds, constraint: number): number {
    if (this.#maxDeltaStep === 0 && !this.#monotone)
      return fround(
        (leftH <= 0 ? 0 : this.#plainGain(leftG, leftH)) + (rightH <= 0 ? 0 : this.#plainGain(rightG, rightH)),
      );
    const left = this.weight(leftG, leftH, bounds);
    const right = this.weight(rightG, rightH, bounds);
    if ((constraint > 0 && !(left <= right)) || (constraint < 0 && !(left >= right))) return -Infinity;
    return fround(
      (leftH <= 0 ? 0 : this.#gainOf(leftG, leftH, left)) + (rightH <= 0 ? 0 : this.#gainOf(rightG, rightH, right)),
    );
  }

  #plainGain(gradient: number, hessian: number): number {
    const shrunk = this.#shrink(gradient);
    return fround(fround(shrunk * shrunk) / fround(hessian + this.#lambda));
  }

  #gainOf(gradient: number, hessian: number, weight: number): number {
    const linear = fround(fround(2 * fround(gradient)) * weight);
    const quadratic = fround(fround(fround(hessian) + this.#lambda) * fround(weight * weight));
    return -fround(linear + quadratic);
  }

  /** Soft thresholding: the effect of an L1 penalty. */
  #shrink(gradient: number): number {
    const alpha = this.#alpha;
    return gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
  }
}
