/**
 * Typed arrays that other threads can use without copying: over shared memory where the host has it (a browser has it only for
 * isolated pages), over memory of this thread's own elsewhere.
 */
export const shared = {
  int32: (length: number) => new Int32Array(buffer(length * 4)),
  float32: (length: number) => new Float32Array(buffer(length * 4)),
  int8: (length: number) => new Int8Array(buffer(length)),
  uint8: (length: number) => new Uint8Array(buffer(length)),
};

function buffer(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
