import { crc32 } from "./crc32.js";
import { expand } from "./deflate.js";
import { archiveErrors } from "./errors.js";
import { safePath } from "./path.js";
import { collect } from "./source.js";

/** A file of a zip archive, as its central directory lists it. */
interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
/** In place of a value that only the zip64 fields can hold. */
const in64 = 0xffffffff;

const decoder = new TextDecoder();

/** Whether the bytes begin like a zip archive (an entry, or the end record of an empty one). */
export function isZip(start: Uint8Array): boolean {
  if (start.length < 4) return false;
  const signature = new DataView(start.buffer, start.byteOffset).getUint32(0, true);
  return signature === localSignature || signature === endSignature;
}

/**
 * The files of a zip archive by path (stored or deflated; data descriptors and zip64 as the central directory has them).
 * Sizes and checksums are verified, paths checked; folders are not listed. At most `limit` bytes are expanded in all.
 * @throws ArchiveError naming the entry
 */
export async function readZip(archive: Uint8Array, limit: number): Promise<Map<string, Uint8Array>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Uint8Array>();
  let left = limit;
  for (const entry of readDirectory(archive, view)) {
    if (entry.size > left) throw archiveErrors.tooLarge("zip", limit);
    const body = await readBody(archive, view, entry);
    if (body.length !== entry.size) {
      throw archiveErrors.malformed("zip", `${entry.path} has ${body.length} bytes instead of ${entry.size}`);
    }
    if (crc32(body) !== entry.crc) throw archiveErrors.malformed("zip", `the checksum of ${entry.path} does not match`);
    left -= body.length;
    files.set(entry.path, body);
  }
  return files;
}

async function readBody(archive: Uint8Array, view: DataView, entry: ZipEntry): Promise<Uint8Array> {
  const { path, offset } = entry;
  if (offset + 30 > archive.length || view.getUint32(offset, true) !== localSignature) {
    throw archiveErrors.malformed("zip", `${path} does not begin where the directory says`);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + entry.compressed > archive.length) throw archiveErrors.truncated("zip", path);
  const stored = archive.subarray(start, start + entry.compressed);
  if (entry.method === 0) return stored;
  return collect(expand(stored, "deflate-raw", entry.size));
}

function* readDirectory(archive: Uint8Array, view: DataView): Generator<ZipEntry> {
  const end = findEnd(view);
  let { offset } = end;
  for (let i = 0; i < end.count; i++) {
    if (offset + 46 > archive.length) throw archiveErrors.truncated("zip", "its directory");
    if (view.getUint32(offset, true) !== centralSignature) {
      throw archiveErrors.malformed("zip", `entry ${i} of its directory is not one`);
    }
    const flags = view.getUint16(offset + 8, true);
    const nameLength = view.getUint16(offset + 28, true);
    const extraLength = view.getUint16(offset + 30, true);
    const extra = offset + 46 + nameLength;
    const next = extra + extraLength + view.getUint16(offset + 32, true);
    if (next > archive.length) throw archiveErrors.truncated("zip", "its directory");
    const name = decoder.decode(archive.subarray(offset + 46, extra));
    const method = view.getUint16(offset + 10, true);
    if (!name.endsWith("/")) {
      const path = safePath(name);
      if (path === "") throw archiveErrors.unsafePath(name, "is an entry without a name");
      if (flags & 1) throw archiveErrors.unsupported("zip", `encryption (${path})`);
      if (method !== 0 && method !== 8)
        throw archiveErrors.unsupported("zip", `compression method ${method} (${path})`);
      yield { path, method, crc: view.getUint32(offset + 16, true), ...sizes(view, offset, extra, extraLength) };
    }
    offset = next;
  }
}

/** Sizes and offset of a directory entry: those that say 0xFFFFFFFF stand, in this order, in the zip64 extra field. */
function sizes(view: DataView, entry: number, extra: number, extraLength: number) {
  const read = (offset: number) => view.getUint32(entry + offset, true);
  let [size, compressed, offset] = [read(24), read(20), read(42)];
  for (let at = extra; at + 4 <= extra + extraLength; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1 && fieldEnd <= extra + extraLength) {
      let next = at + 4;
      const take = (value: number) => {
        if (value !== in64 || next + 8 > fieldEnd) return value;
        next += 8;
        return uint64(view, next - 8);
      };
      size = take(size);
      compressed = take(compressed);
      offset = take(offset);
    }
    at = fieldEnd;
  }
  return { size, compressed, offset };
}

/** Number of entries and start of the directory, from the record at the archive's end (before a comment of up to 64 KiB). */
function findEnd(view: DataView): { count: number; offset: number } {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const [count, offset] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    if (at >= 20 && view.getUint32(at - 20, true) === end64LocatorSignature) {
      const at64 = uint64(view, at - 12);
      if (at64 + 56 <= view.byteLength && view.getUint32(at64, true) === end64Signature) {
        return { count: uint64(view, at64 + 32), offset: uint64(view, at64 + 48) };
      }
    }
    return { count, offset };
  }
  throw archiveErrors.malformed("zip", "it has no end record (is it a zip archive?)");
}

/** Beyond 2^53 the value is inexact, and in any case beyond every archive's end. */
function uint64(view: DataView, offset: number): number {
  return view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 2 ** 32;
}
