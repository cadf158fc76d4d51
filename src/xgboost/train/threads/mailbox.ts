/** Messages between threads: JSON text in shared memory. Infinite numbers and NaN cannot be sent. */

/** Writes a message and answers its length in bytes; throws `RangeError` where it does not fit. */
export function writeMessage(target: Uint8Array, message: unknown): number {
  const text = new TextEncoder().encode(JSON.stringify(message));
  target.set(text);
  return text.length;
}

export function readMessage(source: Uint8Array, length: number): unknown {
  // The platform's decoders refuse shared memory, so the bytes are copied first.
  return JSON.parse(new TextDecoder().decode(source.slice(0, length)));
}
