import { crc32 } from "./crc32.js";
import { compress } from "./deflate.js";
import { archiveErrors } from "./errors.js";
import { safePath } from "./path.js";
import { collect, concat } from "./source.js";

const encoder = new TextEncoder();

/** 1 January 1980, the earliest time a zip can tell: the same files give the same bytes. */
const dosDate = 0x21;
/** Names are UTF-8. */
const utf8Flag = 0x0800;
const version = 20;

/**
 * Writes files, in the given order, as a zip archive: deflated where that is shorter, else stored.
 * @throws ArchiveError `Unsupported` where the archive would need zip64 (4 GiB, 65,535 files)
 */
export async function writeZip(files: Iterable<readonly [path: string, body: Uint8Array]>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, body] of files) {
    const path = encoder.encode(safePath(name));
    const deflated = await collect(compress(body, "deflate-raw"));
    const stored = deflated.length < body.length ? deflated : body;
    const common = new Uint8Array(26);
    const view = new DataView(common.buffer);
    view.setUint16(0, version, true);
    view.setUint16(2, utf8Flag, true);
    view.setUint16(4, stored === body ? 0 : 8, true);
    view.setUint16(8, dosDate, true);
    view.setUint32(10, crc32(body), true);
    view.setUint32(14, stored.length, true);
    view.setUint32(18, body.length, true);
    view.setUint16(22, path.length, true);
    directory.push(centralHeader(common, offset), path);
    parts.push(signed("PK\x03\x04", common), path, stored);
    offset += 30 + path.length + stored.length;
    if (offset > 0xffffffff || directory.length / 2 > 0xffff) throw archiveErrors.unsupported("zip", "zip64");
  }
  const central = concat(directory);
  const end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, directory.length / 2, true);
  end.setUint16(6, directory.length / 2, true);
  end.setUint32(8, central.length, true);
  end.setUint32(12, offset, true);
  return concat([...parts, central, signed("PK\x05\x06", new Uint8Array(end.buffer))]);
}

/** The directory's form of a local header: who made it, the same fields, and where the local header begins. */
function centralHeader(common: Uint8Array, offset: number): Uint8Array {
  const header = new Uint8Array(42);
  const view = new DataView(header.buffer);
  view.setUint16(0, version, true);
  header.set(common, 2);
  view.setUint32(38, offset, true);
  return signed("PK\x01\x02", header);
}

function signed(signature: string, rest: Uint8Array): Uint8Array {
  return concat([encoder.encode(signature), rest]);
}
