/**
 * CRC-64/NVME, reflected polynomial 0x9A6C9329AC4BC9B5 (NVM Express, "64b CRC"). A value is two halves of 32 bits, because
 * numbers hold no 64; eight bytes at a time.
 */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

export const crc64Start: Crc64 = { high: 0, low: 0 };

const { highs, lows } = makeTables();

/** Continues a CRC; start with `crc64Start`. */
export function crc64nvme(data: Uint8Array, previous: Crc64 = crc64Start): Crc64 {
  let high = ~previous.high;
  let low = ~previous.low;
  let i = 0;
  for (const end = data.length - 7; i < end; i += 8) {
    low ^= data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24);
    high ^= data[i + 4] | (data[i + 5] << 8) | (data[i + 6] << 16) | (data[i + 7] << 24);
    const a = 1792 + (low & 255);
    const b = 1536 + ((low >>> 8) & 255);
    const c = 1280 + ((low >>> 16) & 255);
    const d = 1024 + (low >>> 24);
    const e = 768 + (high & 255);
    const f = 512 + ((high >>> 8) & 255);
    const g = 256 + ((high >>> 16) & 255);
    const h = high >>> 24;
    high = highs[a] ^ highs[b] ^ highs[c] ^ highs[d] ^ highs[e] ^ highs[f] ^ highs[g] ^ highs[h];
    low = lows[a] ^ lows[b] ^ lows[c] ^ lows[d] ^ lows[e] ^ lows[f] ^ lows[g] ^ lows[h];
  }
  for (; i < data.length; i++) {
    const index = (low ^ data[i]) & 255;
    low = ((low >>> 8) | (high << 24)) ^ lows[index];
    high = (high >>> 8) ^ highs[index];
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

function makeTables() {
  const madeHighs = new Int32Array(8 * 256);
  const madeLows = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (odd) {
        high ^= 0x9a6c9329;
        low ^= 0xac4bc9b5;
      }
    }
    madeHighs[byte] = high;
    madeLows[byte] = low;
  }
  for (let i = 256; i < madeHighs.length; i++) {
    const high = madeHighs[i - 256];
    const low = madeLows[i - 256];
    const index = low & 255;
    madeLows[i] = ((low >>> 8) | (high << 24)) ^ madeLows[index];
    madeHighs[i] = (high >>> 8) ^ madeHighs[index];
  }
  return { highs: madeHighs, lows: madeLows };
}
