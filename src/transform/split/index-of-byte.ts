/** Where a byte is next found, −1 when nowhere. Buffer's search looks at many bytes at a time, that of typed arrays at one. */
export function indexOfByte(bytes: Uint8Array, byte: number, from = 0): number {
  return Buffer.prototype.indexOf.call(bytes, byte, from);
}

export function countByte(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = indexOfByte(bytes, byte); at >= 0; at = indexOfByte(bytes, byte, at + 1)) count++;
  return count;
}
