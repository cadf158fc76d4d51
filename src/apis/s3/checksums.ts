import type { Payload } from "../../aws/payload/payload.js";
import { header, type InputOf, query } from "../../aws/protocols/members.js";
import type { BodyDigest, ChecksumAlgorithm, Checksums, PartOptions } from "../../stores/objects.js";
import { s3Errors } from "./errors.js";

/** S3's names of the algorithms, as members and elements (`ChecksumCRC32`) and in headers end on them. */
const algorithms = {
  CRC32: "crc32",
  CRC32C: "crc32c",
  CRC64NVME: "crc64nvme",
  SHA1: "sha1",
  SHA256: "sha256",
} as const satisfies Record<string, ChecksumAlgorithm>;

type Name = keyof typeof algorithms;
const names = Object.keys(algorithms) as Name[];

/** Lengths in bytes, to tell a value that is wrong from one that is none. */
const lengths: Readonly<Record<ChecksumAlgorithm, number>> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  sha1: 20,
  sha256: 32,
};

/** Values in headers, for whole objects. */
export const checksumValues = {
  ChecksumCRC32: header("x-amz-checksum-crc32"),
  ChecksumCRC32C: header("x-amz-checksum-crc32c"),
  ChecksumCRC64NVME: header("x-amz-checksum-crc64nvme"),
  ChecksumSHA1: header("x-amz-checksum-sha1"),
  ChecksumSHA256: header("x-amz-checksum-sha256"),
};

/** How a client declares checksums of a body. */
export const checksumInput = {
  ...checksumValues,
  ChecksumAlgorithm: header("x-amz-sdk-checksum-algorithm"),
  ContentMD5: header("content-md5"),
  Trailer: header("x-amz-trailer"),
  PresignedCRC32: query("x-amz-checksum-crc32"),
};

export const checksumOutput = { ...checksumValues, ChecksumType: header("x-amz-checksum-type") };

/** An algorithm by S3's name, in any case. Throws `InvalidRequest` for one that is none. */
export function algorithmOf(name: string): ChecksumAlgorithm {
  const upper = name.toUpperCase();
  if (!Object.hasOwn(algorithms, upper)) {
    throw s3Errors.invalidRequest(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  }
  return algorithms[upper as Name];
}

/** What a store is to compute over the body, and the comparison with what the client declared. Throws `AwsError`. */
export function checksumOptions(input: InputOf<typeof checksumInput>, trailers: Payload["trailers"]): PartOptions {
  const declared = declaredIn(input);
  const trailer = /^\s*x-amz-checksum-(\w+)\s*$/.exec(input.Trailer ?? "")?.[1];
  const name = declared?.name ?? trailer ?? input.ChecksumAlgorithm;
  const checksum = name === undefined ? undefined : algorithmOf(name);
  const verify = (digest: BodyDigest) => {
    verifyMd5(input.ContentMD5, digest.md5);
    if (checksum === undefined) return;
    const expected = declared?.value ?? (trailer && trailers[`x-amz-checksum-${trailer}`]);
    if (trailer && expected === undefined)
      throw s3Errors.invalidRequest("The value specified in the x-amz-trailer header is not present in the request");
    if (expected !== undefined) verifyChecksum(checksum, expected, digest.checksums[checksum]);
  };
  return checksum ? { checksum, verify } : { verify };
}

/** The CRC32 of no bytes, which the JavaScript SDK signs into the URL of a put before there is a body. */
const crc32OfNothing = "AAAAAA==";

/** The one checksum that headers declare. */
function declaredIn(input: InputOf<typeof checksumInput>): { readonly name: Name; readonly value: string } | undefined {
  const declared = names.flatMap((name) => {
    const value = input[`Checksum${name}`];
    if (name === "CRC32" && input.PresignedCRC32 === crc32OfNothing) return [];
    return value === undefined ? [] : [{ name, value }];
  });
  if (declared.length > 1) {
    throw s3Errors.invalidRequest(
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  return declared[0];
}

function verifyMd5(declared: string | undefined, hex: string): void {
  if (declared === undefined) return;
  const bytes = Buffer.from(declared, "base64");
  if (bytes.length !== 16) throw s3Errors.invalidDigest(declared);
  if (bytes.toString("hex") !== hex) throw s3Errors.badMd5(bytes.toString("hex"), hex);
}

/** Throws `InvalidRequest` when the value cannot be a checksum of the algorithm. */
export function checkForm(algorithm: ChecksumAlgorithm, value: string): void {
  if (Buffer.from(value.replace(/-\d+$/, ""), "base64").length !== lengths[algorithm]) {
    throw s3Errors.invalidRequest(`Value for x-amz-checksum-${algorithm} header is invalid.`);
  }
}

/** Throws `InvalidRequest` when the declared value is no checksum, `BadDigest` when it is another one. */
function verifyChecksum(algorithm: ChecksumAlgorithm, declared: string, computed: string | undefined): void {
  const name = algorithm.toUpperCase();
  checkForm(algorithm, declared);
  if (computed === undefined) {
    throw s3Errors.invalidRequest(`Checksum Type mismatch occurred, the upload has another one than ${name}`);
  }
  if (declared !== computed) throw s3Errors.badChecksum(name);
}

/** Members that give checksums back, for headers and documents alike. */
export function checksumMembers(checksums: Checksums): Readonly<Record<string, string>> {
  const entries = names.flatMap((name) => {
    const value = checksums[algorithms[name]];
    return value === undefined ? [] : [[`Checksum${name}`, value] as const];
  });
  if (entries.length === 0) return {};
  const ofParts = entries.some(([, value]) => value.includes("-"));
  return { ...Object.fromEntries(entries), ChecksumType: ofParts ? "COMPOSITE" : "FULL_OBJECT" };
}

/** The checksums that an element of a document declares (`<ChecksumCRC32>…`). */
export function checksumsIn(element: Readonly<Record<string, unknown>>): Checksums {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = element[`Checksum${name}`];
      return typeof value === "string" ? [[algorithms[name], value]] : [];
    }),
  );
}
