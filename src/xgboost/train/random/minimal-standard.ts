import type { Engine } from "./mersenne-twister.js";

const modulus = 2147483647;

/** `std::minstd_rand`: x ← 48271·x mod 2³¹−1. */
export class MinimalStandard implements Engine {
  readonly minimum = 1;
  readonly maximum = modulus - 1;
  #state: number;

  constructor(seed: number) {
    this.#state = seed % modulus || 1;
  }

  next(): number {
    this.#state = (this.#state * 48271) % modulus;
    return this.#state;
  }
}
