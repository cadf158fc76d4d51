import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { BodyDigest, ChecksumAlgorithm } from "../objects.js";
import { crc32c } from "./crc32c.js";
import { crc64nvme, crc64Start } from "./crc64nvme.js";

/** A checksum over bytes that come piece by piece. */
export interface RunningChecksum {
  update(data: Uint8Array): void;
  /** The big-endian value. */
  digest(): Buffer;
}

/** The algorithms of S3. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case "crc32":
      return running32(crc32);
    case "crc32c":
      return running32(crc32c);
    case "crc64nvme":
      return running64();
    case "sha1":
    case "sha256": {
      const hash = createHash(algorithm);
      return { update: (data) => hash.update(data), digest: () => hash.digest() };
    }
  }
}

function running32(next: (data: Uint8Array, previous: number) => number): RunningChecksum {
  let value = 0;
  return {
    update(data) {
      value = next(data, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function running64(): RunningChecksum {
  let value = crc64Start;
  return {
    update(data) {
      value = crc64nvme(data, value);
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(value.high);
      bytes.writeUInt32BE(value.low, 4);
      return bytes;
    },
  };
}

/**
 * The checksum of an object that was put in parts, as S3 makes it when it is not of the whole: over the parts' values, with
 * their number.
 */
export function checksumOfChecksums(algorithm: ChecksumAlgorithm, values: readonly string[]): string {
  const checksum = startChecksum(algorithm);
  for (const value of values) checksum.update(Buffer.from(value, "base64"));
  return `${checksum.digest().toString("base64")}-${values.length}`;
}

/** The ETag of an object that was put in parts: MD5 of the parts' MD5s, with their number. */
export function etagOfEtags(etags: readonly string[]): string {
  const hash = createHash("md5");
  for (const etag of etags) hash.update(etag, "hex");
  return `${hash.digest("hex")}-${etags.length}`;
}

/** Size, MD5 and one checksum of a body, worked out while it passes. */
export interface RunningDigest {
  update(data: Uint8Array): void;
  digest(): BodyDigest;
}

/** Sums up a body while it passes: its size, its MD5 for the ETag, and the checksum that was asked for. */
export function startDigest(algorithm: ChecksumAlgorithm | undefined): RunningDigest {
  const md5 = createHash("md5");
  const checksum = algorithm === undefined ? undefined : startChecksum(algorithm);
  let size = 0;
  return {
    update(data) {
      size += data.length;
      md5.update(data);
      checksum?.update(data);
    },
    digest() {
      const checksums = algorithm && checksum ? { [algorithm]: checksum.digest().toString("base64") } : {};
      return { size, md5: md5.digest("hex"), checksums };
    },
  };
}
