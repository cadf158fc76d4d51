import { contentErrors } from "./errors.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Python's `bytes.decode("utf-8")`. @throws ContentError `encoding` with Python's words */
export function decodePythonUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    const { position, reason } = firstError(bytes);
    throw contentErrors.notUtf8(bytes[position], position, reason);
  }
}

/** Where UTF-8 (RFC 3629) is broken first, as Python names it: at the sequence's first byte. */
function firstError(bytes: Uint8Array): { position: number; reason: string } {
  for (let position = 0; position < bytes.length; ) {
    const first = bytes[position];
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0) return { position, reason: "invalid start byte" };
    for (let at = 1; at < length; at++) {
      const byte = bytes[position + at];
      if (byte === undefined) return { position, reason: "unexpected end of data" };
      const [low, high] = at === 1 ? (secondByte[first] ?? [0x80, 0xbf]) : [0x80, 0xbf];
      if (byte < low || byte > high) return { position, reason: "invalid continuation byte" };
    }
    position += length;
  }
  return { position: bytes.length - 1, reason: "unexpected end of data" };
}

/** After these the second byte is bound more closely: no overlong forms, no surrogates, nothing above U+10FFFF. */
const secondByte: Readonly<Record<number, readonly [number, number]>> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};

/** Python's `bytes.strip()`. */
export function pythonStripBytes(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes[start])) start++;
  while (end > start && isBlank(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
