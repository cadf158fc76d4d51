import { xgboostError } from "../../errors.js";
import { maximumPages, pageBytes, type SharedMemory } from "../../webassembly.js";

const alignment = 64;

/**
 * Hands out pieces of a shared memory, one after the other and never back. Threads that ask for the same sizes in the same
 * order get the same addresses, so a layout is agreed on without sending it.
 */
export class Arena {
  readonly memory: SharedMemory;
  #next = alignment;

  constructor(memory: SharedMemory) {
    this.memory = memory;
  }

  /** Address of `bytes` fresh bytes; throws `XgboostError` `memory` where 4 GiB are not enough. */
  take(bytes: number): number {
    const address = this.#next;
    this.#next += Math.ceil(bytes / alignment) * alignment;
    const pages = Math.ceil(this.#next / pageBytes);
    const present = this.memory.buffer.byteLength / pageBytes;
    if (pages > maximumPages) throw xgboostError("memory", this.#next);
    if (pages > present) this.memory.grow(pages - present);
    return address;
  }

  bytes(length: number): Uint8Array {
    const address = this.take(length);
    return new Uint8Array(this.memory.buffer, address, length);
  }

  integers(length: number): Uint32Array {
    const address = this.take(length * 4);
    return new Uint32Array(this.memory.buffer, address, length);
  }

  floats(length: number): Float32Array {
    const address = this.take(length * 4);
    return new Float32Array(this.memory.buffer, address, length);
  }

  doubles(length: number): Float64Array {
    const address = this.take(length * 8);
    return new Float64Array(this.memory.buffer, address, length);
  }
}
