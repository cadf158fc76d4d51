import { archiveErrors } from "./errors.js";
import { concat } from "./source.js";

/** The 512-byte header of a tar entry: POSIX ustar, with what GNU tar does beyond it (base-256 numbers). */
export interface TarHeader {
  readonly path: string;
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** The type flag: `0` file, `1` hard link, `2` symbolic link, `5` directory, `x` and `g` pax, `L` and `K` GNU long names. */
  readonly type: string;
  readonly target: string;
}

export const blockSize = 512;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads one header block, or answers undefined for a block of zeros, which ends an archive. */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const checksum = number(block, 148, 8, "checksum");
  if (checksum !== sum(block, false) && checksum !== sum(block, true)) {
    throw archiveErrors.malformed("tar", "a header's checksum does not match (is it a tar archive?)");
  }
  // The prefix field is ustar's alone: GNU's magic ("ustar  \0") has other things there, older tars have nothing.
  const prefix = text(block, 257, 6) === "ustar" && block[263] === 0x30 ? text(block, 345, 155) : "";
  const name = text(block, 0, 100);
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    size: number(block, 124, 12, "size"),
    mode: number(block, 100, 8, "mode") & 0o7777,
    modified: number(block, 136, 12, "time"),
    type: block[156] === 0 ? "0" : String.fromCharCode(block[156]),
    target: text(block, 157, 100),
  };
}

/** Writes a header block; the path and target must fit (100 bytes each), the size 8 GiB. See `tarPath` for longer ones. */
export function writeTarHeader(header: TarHeader): Uint8Array {
  const block = new Uint8Array(blockSize);
  const put = (offset: number, value: string) => block.set(encoder.encode(value), offset);
  const octal = (offset: number, width: number, value: number) =>
    put(offset, value.toString(8).padStart(width - 1, "0"));
  put(0, header.path);
  octal(100, 8, header.mode);
  octal(108, 8, 0);
  octal(116, 8, 0);
  octal(124, 12, header.size);
  octal(136, 12, header.modified);
  put(156, header.type);
  put(157, header.target);
  put(257, "ustar\0" + "00");
  put(148, `${sum(block, false).toString(8).padStart(6, "0")}\0 `);
  return block;
}

/** The key-value pairs of a pax header: `<length> <key>=<value>\n`, the length counting itself. */
export function parsePax(body: Uint8Array): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let offset = 0; offset < body.length && body[offset] !== 0; ) {
    const space = body.indexOf(0x20, offset);
    const length = space === -1 ? Number.NaN : Number(decoder.decode(body.subarray(offset, space)));
    const end = offset + length;
    if (!(length > space - offset) || end > body.length || body[end - 1] !== 0x0a) {
      throw archiveErrors.malformed("tar", "an extended (pax) header does not parse");
    }
    const pair = decoder.decode(body.subarray(space + 1, end - 1));
    const equals = pair.indexOf("=");
    if (equals === -1) throw archiveErrors.malformed("tar", "an extended (pax) header has a key without a value");
    pairs.set(pair.slice(0, equals), pair.slice(equals + 1));
    offset = end;
  }
  return pairs;
}

/** Pairs as the body of a pax header. */
export function writePax(pairs: Iterable<readonly [string, string]>): Uint8Array {
  const records: Uint8Array[] = [];
  for (const [key, value] of pairs) {
    const rest = encoder.encode(` ${key}=${value}\n`);
    let length = rest.length + 1;
    while (String(length).length + rest.length > length) length++;
    records.push(encoder.encode(String(length)), rest);
  }
  return concat(records);
}

/** Text up to the first NUL. */
export function text(block: Uint8Array, offset: number, width: number): string {
  const field = block.subarray(offset, offset + width);
  const end = field.indexOf(0);
  return decoder.decode(end === -1 ? field : field.subarray(0, end));
}

/** An octal number between blanks and NULs, or GNU's big-endian binary, marked by the top bit. */
function number(block: Uint8Array, offset: number, width: number, name: string): number {
  const first = block[offset];
  if (first === 0x80) {
    let value = 0;
    for (let i = 1; i < width; i++) value = value * 256 + block[offset + i];
    if (Number.isSafeInteger(value)) return value;
  } else if (first === 0xff) {
    return 0; // a negative number, which only a time before 1970 can be
  } else {
    const digits = text(block, offset, width).trim();
    if (/^[0-7]*$/.test(digits)) return digits === "" ? 0 : Number.parseInt(digits, 8);
  }
  throw archiveErrors.malformed("tar", `the ${name} of a header is not a number`);
}

/** The sum of the header's bytes with its own field as blanks; some old tars summed them as signed. */
function sum(block: Uint8Array, signed: boolean): number {
  let total = 8 * 0x20;
  for (let i = 0; i < blockSize; i++) {
    if (i < 148 || i >= 156) total += signed ? (block[i] << 24) >> 24 : block[i];
  }
  return total;
}
