import { crc32 } from "../bytes/crc32.js";

const encoder = new TextEncoder();
const preludeBytes = 12;
const checksumBytes = 4;
const stringType = 7;

/**
 * One message of `application/vnd.amazon.eventstream`: total length, length of the headers, CRC-32 of both, the headers (each a
 * string), the payload, CRC-32 of everything before it; all numbers big-endian.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function eventMessage(headers: Readonly<Record<string, string>>, payload: Uint8Array): Uint8Array {
  const parts = Object.entries(headers).map(([name, value]) => headerBytes(name, value));
  const headersLength = parts.reduce((sum, part) => sum + part.length, 0);
  const message = new Uint8Array(preludeBytes + headersLength + payload.length + checksumBytes);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length);
  view.setUint32(4, headersLength);
  view.setUint32(8, crc32(message.subarray(0, 8)));
  let at = preludeBytes;
  for (const part of [...parts, payload]) {
    message.set(part, at);
    at += part.length;
  }
  view.setUint32(at, crc32(message.subarray(0, at)));
  return message;
}

/** A length byte and the name, the type, two length bytes and the value. */
function headerBytes(name: string, value: string): Uint8Array {
  const nameBytes = encoder.encode(name);
  const valueBytes = encoder.encode(value);
  const bytes = new Uint8Array(nameBytes.length + valueBytes.length + 4);
  bytes[0] = nameBytes.length;
  bytes.set(nameBytes, 1);
  bytes[nameBytes.length + 1] = stringType;
  new DataView(bytes.buffer).setUint16(nameBytes.length + 2, valueBytes.length);
  bytes.set(valueBytes, nameBytes.length + 4);
  return bytes;
}
