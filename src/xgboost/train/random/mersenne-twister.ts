const size = 624;
const middle = 397;

/** A source of whole numbers between `minimum` and `maximum`, both inclusive, at most 32 bits. */
export interface Engine {
  readonly minimum: number;
  readonly maximum: number;
  next(): number;
}

/** `std::mt19937`, the engine of libxgboost: 32 random bits at a time. */
export class MersenneTwister implements Engine {
  readonly minimum = 0;
  readonly maximum = 0xffffffff;
  #state = new Uint32Array(size);
  #index = size;

  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  }

  next(): number {
    if (this.#index === size) this.#twist();
    let value = this.#state[this.#index++];
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let i = 0; i < size; i++) {
      const bits = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
      state[i] = state[(i + middle) % size] ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }
}
