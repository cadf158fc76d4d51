/** CRC-32 of gzip, zip and PNG (reflected 0xEDB88320), four bytes at a time ("slicing by four"). */
const tables = /* @__PURE__ */ (() => {
  const all = new Int32Array(4 * 256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    all[n] = c;
  }
  for (let n = 0; n < 256; n++) {
    for (let slice = 1; slice < 4; slice++) {
      const before = all[(slice - 1) * 256 + n];
      all[slice * 256 + n] = (before >>> 8) ^ all[before & 0xff];
    }
  }
  return all;
})();

/** The checksum as an unsigned 32-bit number; `before` is that of the bytes already seen. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let i = 0;
  for (const end = bytes.length - 3; i < end; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc =
      tables[768 + (crc & 0xff)] ^
      tables[512 + ((crc >>> 8) & 0xff)] ^
      tables[256 + ((crc >>> 16) & 0xff)] ^
      tables[crc >>> 24];
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ tables[(crc ^ bytes[i]) & 0xff];
  return ~crc >>> 0;
}
