import type { Arena } from "../threads/arena.js";

/** Addresses of histograms: as many as are in use at once, used again and again. */
export class HistogramSlots {
  readonly #arena: Arena;
  readonly #bytes: number;
  readonly #all: number[] = [];
  #free: number[] = [];

  constructor(arena: Arena, histogramBytes: number) {
    this.#arena = arena;
    this.#bytes = histogramBytes;
  }

  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const slot = this.#arena.take(this.#bytes);
    this.#all.push(slot);
    return slot;
  }

  release(slot: number): void {
    this.#free.push(slot);
  }

  releaseAll(): void {
    this.#free = [...this.#all];
  }
}
