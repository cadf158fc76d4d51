/** CRC-32C (Castagnoli), eight bytes at a time: tables of 8 × 256 entries, reflected polynomial 0x82F63B78 (RFC 3720, B.4). */
const tables = makeTables();

/** Continues a CRC; start with 0. */
export function crc32c(data: Uint8Array, previous = 0): number {
  let crc = ~previous;
  let i = 0;
  for (const end = data.length - 7; i < end; i += 8) {
    crc ^= data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24);
    crc =
      tables[1792 + (crc & 255)] ^
      tables[1536 + ((crc >>> 8) & 255)] ^
      tables[1280 + ((crc >>> 16) & 255)] ^
      tables[1024 + (crc >>> 24)] ^
      tables[768 + data[i + 4]] ^
      tables[512 + data[i + 5]] ^
      tables[256 + data[i + 6]] ^
      tables[data[i + 7]];
  }
  for (; i < data.length; i++) crc = (crc >>> 8) ^ tables[(crc ^ data[i]) & 255];
  return ~crc >>> 0;
}

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    made[byte] = crc;
  }
  for (let i = 256; i < made.length; i++) made[i] = (made[i - 256] >>> 8) ^ made[made[i - 256] & 255];
  return made;
}
