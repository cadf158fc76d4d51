import { join } from "node:path";
import type { ChecksumAlgorithm, Checksums, CompleteOptions, ObjectInfo, PartRef, UploadRef } from "../../objects.js";
import { checksumOfChecksums, etagOfEtags } from "../checksum.js";
import { ObjectError, objectErrors } from "../errors.js";
import { pathOfKey } from "./key-path.js";
import { readBody, writeObjectFile } from "./object-file.js";
import { infoOf, placeObject, wholeSeconds } from "./objects.js";
import { openUpload, partAt, removeUpload, type UploadRecord } from "./uploads.js";
import { objectsFolder, openObject, recordAt, type Volume } from "./volume.js";

/** S3's: every part but the last must have it. */
const smallestPart = 5 * 1024 * 1024;

type Part = NonNullable<Awaited<ReturnType<typeof partAt>>>;

/**
 * Makes the object of an upload's parts and ends the upload. A client that did not get the answer may ask again: while the
 * object is the one this upload made, it gets the same answer.
 */
export function completeUpload(
  volume: Volume,
  ref: UploadRef,
  parts: readonly PartRef[],
  { allow, expected = {} }: CompleteOptions = {},
): Promise<ObjectInfo> {
  return volume.lock(`upload/${ref.id}`, async () => {
    const upload = await openUpload(volume, ref).catch(async (error: unknown) => {
      const made = await madeBefore(volume, ref, error);
      if (made) return made;
      throw error;
    });
    if ("etag" in upload) return upload;
    const { folder, record } = upload;
    const found = await findParts(ref, folder, parts);
    const file = volume.temporary();
    const etag = etagOfEtags(found.map(({ info }) => info.etag));
    const written = await writeObjectFile(file, bytesOf(found), wholeChecksum(record), ({ size, checksums: whole }) => {
      const checksums = record.checksumOfWhole ? whole : checksumOfParts(record, found);
      const wrong = disagreement(expected, checksums);
      if (wrong) throw objectErrors.badDigest(wrong);
      return {
        key: ref.key,
        size,
        etag,
        modified: wholeSeconds(),
        checksums,
        attributes: record.attributes ?? {},
        partSizes: found.map(({ info }) => info.size),
        upload: ref.id,
      };
    });
    await placeObject(volume, ref.bucket, ref.key, file, allow);
    await removeUpload(volume, ref);
    return infoOf(ref.bucket, written);
  });
}

async function madeBefore(volume: Volume, ref: UploadRef, error: unknown): Promise<ObjectInfo | undefined> {
  if (!(error instanceof ObjectError) || error.code !== "NoSuchUpload") return undefined;
  const current = await recordAt(join(objectsFolder(volume, ref.bucket), ...pathOfKey(ref.key)));
  return current?.upload === ref.id ? infoOf(ref.bucket, current) : undefined;
}

async function findParts(ref: UploadRef, folder: string, parts: readonly PartRef[]): Promise<Part[]> {
  if (parts.some(({ part }, index) => index > 0 && part <= parts[index - 1].part)) {
    throw objectErrors.invalidPartOrder(ref);
  }
  const found: Part[] = [];
  for (const { part, etag, checksums = {} } of parts) {
    const put = await partAt(folder, part);
    if (!put || put.info.etag !== etag || disagreement(checksums, put.info.checksums))
      throw objectErrors.invalidPart(ref, part, etag);
    found.push(put);
  }
  const small = found.slice(0, -1).find(({ info }) => info.size < smallestPart);
  if (small) throw objectErrors.entityTooSmall(small.info.part, small.info.etag, small.info.size, smallestPart);
  return found;
}

/** The first algorithm for which the checksum is another one than declared. */
function disagreement(declared: Checksums, checksums: Checksums): ChecksumAlgorithm | undefined {
  return (Object.keys(declared) as ChecksumAlgorithm[]).find(
    (algorithm) => declared[algorithm] !== checksums[algorithm],
  );
}

const wholeChecksum = ({ checksum, checksumOfWhole }: UploadRecord) => (checksumOfWhole ? checksum : undefined);

function checksumOfParts({ checksum }: UploadRecord, parts: readonly Part[]) {
  if (!checksum) return {};
  return {
    [checksum]: checksumOfChecksums(
      checksum,
      parts.map(({ info }) => info.checksums[checksum] ?? ""),
    ),
  };
}

async function* bytesOf(parts: readonly Part[]): AsyncGenerator<Uint8Array, void> {
  for (const { file } of parts) {
    const part = await openObject(file);
    if (!part) throw new Error("a part was removed while its upload was being completed");
    yield* readBody(part.handle, 0, part.record.size);
  }
}
