/** The part of WebAssembly's JavaScript interface that this library uses; TypeScript describes it only among the DOM's types. */
interface WebAssemblyNamespace {
  readonly CompileError: new () => Error;
  readonly LinkError: new () => Error;
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

declare const WebAssembly: WebAssemblyNamespace;

/** WebAssembly memory that several threads may use at once. `buffer` is a new object after each `grow`. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  /** Adds pages of 64 KiB; throws `RangeError` where there is no more. */
  grow(pages: number): number;
}

export const pageBytes = 65536;
export const maximumPages = 65536;

/** Throws `RangeError` where that much address space cannot be had. */
export function sharedMemory(initialPages: number): SharedMemory {
  return new WebAssembly.Memory({ initial: initialPages, maximum: maximumPages, shared: true });
}

/** Makes an instance of a module (base64, as `npm run wasm` writes it) over `memory`; `Exports` is what it exports. */
export function instantiate<Exports extends object>(wasm: string, memory: SharedMemory): Exports {
  return new WebAssembly.Instance(compiled(wasm), { kakehi: { memory } }).exports as Exports;
}

const modules = new Map<string, object>();

/** Compiles a module once per thread. */
function compiled(wasm: string): object {
  const known = modules.get(wasm);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
  modules.set(wasm, module);
  return module;
}

/**
 * What `make` makes, or undefined where the host cannot: no WebAssembly, no shared memory or vector instructions in it, no
 * room for more memory. Any other error goes on.
 */
export function whereSupported<T>(make: () => T): T | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  try {
    return make();
  } catch (error) {
    const { CompileError, LinkError } = WebAssembly;
    if ([RangeError, CompileError, LinkError].some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}
