/**
 * MurmurHash3 (x86, 32 bits) of a string's UTF-8 bytes with Spark's seed. `spark2` finishes the last bytes as Spark 2 and MLeap
 * up to 0.17 do, which differs from the standard: each byte, sign-extended, goes through the full round.
 */
export function murmur3(text: string, spark2: boolean): number {
  const length = encode(text);
  const aligned = length & ~3;
  let hash = 42;
  for (let i = 0; i < aligned; i += 4) {
    hash = round(hash, buffer[i] | (buffer[i + 1] << 8) | (buffer[i + 2] << 16) | (buffer[i + 3] << 24));
  }
  if (spark2) for (let i = aligned; i < length; i++) hash = round(hash, (buffer[i] << 24) >> 24);
  else {
    let rest = 0;
    for (let i = aligned, shift = 0; i < length; i++, shift += 8) rest ^= buffer[i] << shift;
    hash ^= scramble(rest);
  }
  return finish(hash ^ length);
}

/** Where a term lands among `size` features: the hash modulo the size, never negative. */
export function slotOf(hash: number, size: number): number {
  const rest = hash % size;
  return rest < 0 ? rest + size : rest;
}

function scramble(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function round(hash: number, word: number): number {
  const mixed = hash ^ scramble(word);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

let buffer = new Uint8Array(256);

/** UTF-8 into the buffer, answering the length. A half of a surrogate pair becomes `?`, as in Java. */
function encode(text: string): number {
  if (text.length * 3 > buffer.length) buffer = new Uint8Array(text.length * 6);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xe000) {
      const whole = text.codePointAt(i)!;
      if (whole > 0xffff) i++;
      code = whole > 0xffff ? whole : 0x3f;
    }
    if (code < 0x80) buffer[at++] = code;
    else {
      const bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      buffer[at++] = ((0xf00 >> bytes) & 0xff) | (code >> (6 * (bytes - 1)));
      for (let shift = 6 * (bytes - 2); shift >= 0; shift -= 6) buffer[at++] = 0x80 | ((code >> shift) & 0x3f);
    }
  }
  return at;
}
