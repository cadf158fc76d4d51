/**
 * What the rest of the program asks of an object store: a directory here, or an S3-compatible service elsewhere. Failures are
 * `ObjectError`s (`objects/errors.ts`). The suite in `test/stores/objects/` holds for both.
 */
export interface ObjectStore {
  /** Throws `BucketAlreadyOwnedByYou`. */
  createBucket(bucket: string): Promise<void>;
  /** Throws `NoSuchBucket`, `BucketNotEmpty`. */
  deleteBucket(bucket: string): Promise<void>;
  headBucket(bucket: string): Promise<BucketInfo>;
  listBuckets(): Promise<BucketInfo[]>;

  /** Stores the whole body or nothing; the object is durable when the promise resolves. */
  put(bucket: string, key: string, body: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<ObjectInfo>;
  head(bucket: string, key: string): Promise<ObjectInfo>;
  /** The object as it is at this moment, whatever is put or deleted while its body is read. The body must be read or returned. */
  get(bucket: string, key: string, options?: GetOptions): Promise<ObjectContent>;
  /** Removing what is not there is no error. */
  delete(bucket: string, key: string): Promise<void>;
  /** Keys in UTF-8 byte order. */
  list(bucket: string, options?: ListOptions): Promise<Listing>;

  /** Begins an upload in parts; answers its id. */
  createUpload(bucket: string, key: string, options?: UploadOptions): Promise<string>;
  /** Stores one part, durably; a part of the same number is replaced. */
  putPart(upload: UploadRef, part: number, body: AsyncIterable<Uint8Array>, options?: PartOptions): Promise<PartInfo>;
  /** Makes the object of the named parts. Throws `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`, `BadDigest`. */
  completeUpload(upload: UploadRef, parts: readonly PartRef[], options?: CompleteOptions): Promise<ObjectInfo>;
  abortUpload(upload: UploadRef): Promise<void>;
  listParts(upload: UploadRef): Promise<UploadParts>;
  /** Ordered by key, then by time of creation. */
  listUploads(bucket: string): Promise<UploadInfo[]>;
}

export interface BucketInfo {
  readonly name: string;
  readonly created: Date;
}

export type ChecksumAlgorithm = "crc32" | "crc32c" | "crc64nvme" | "sha1" | "sha256";

/** Algorithm to base64 of the big-endian value; of an upload in parts it may be a checksum of checksums, `…-3`. */
export type Checksums = Readonly<Partial<Record<ChecksumAlgorithm, string>>>;

export interface ObjectAttributes {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly contentLanguage?: string;
  readonly expires?: string;
  /** `x-amz-meta-*` without the prefix. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ObjectSummary {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** In whole seconds. */
  readonly modified: Date;
}

export interface ObjectInfo extends ObjectAttributes, ObjectSummary {
  readonly bucket: string;
  readonly checksums: Checksums;
  /** Of an object that was put in parts: their sizes, in order. */
  readonly partSizes?: readonly number[];
}

/** What is known of a body once it has been read to its end. */
export interface BodyDigest {
  readonly size: number;
  /** MD5 in hex. */
  readonly md5: string;
  readonly checksums: Checksums;
}

export interface PartOptions {
  /** A checksum to compute over the body, to keep, and to give back. */
  readonly checksum?: ChecksumAlgorithm;
  /** Called when the body has been read and before anything becomes visible; what it throws, the put throws. */
  readonly verify?: (digest: BodyDigest) => void;
}

export interface PutOptions extends PartOptions {
  readonly attributes?: ObjectAttributes;
  /** Called with the object that would be replaced, in one step with replacing it; what it throws, the put throws. */
  readonly allow?: (current: ObjectInfo | undefined) => void;
}

export interface GetOptions {
  readonly range?: ByteRange;
  /** Called before the body is opened; what it throws, the get throws. */
  readonly allow?: (info: ObjectInfo) => void;
}

/** First and last byte, both inclusive as in HTTP, the last one optional; or the last so many bytes. */
export type ByteRange = { readonly start: number; readonly end?: number } | { readonly suffix: number };

export interface ObjectContent {
  readonly info: ObjectInfo;
  readonly body: AsyncIterable<Uint8Array>;
  /** The bytes that `body` has, both ends inclusive, when a range was asked for. */
  readonly range?: { readonly start: number; readonly end: number };
}

export interface ListOptions {
  readonly prefix?: string;
  /** Keys that have this after the prefix are not listed one by one but as their common prefix. */
  readonly delimiter?: string;
  /** Only keys and common prefixes after this one. */
  readonly startAfter?: string;
  /** At most so many keys and common prefixes together; 1000 when absent. */
  readonly limit?: number;
}

export interface Listing {
  readonly objects: readonly ObjectSummary[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page starts (`startAfter`), when there is more. */
  readonly next?: string;
}

export interface UploadOptions {
  readonly attributes?: ObjectAttributes;
  /** The checksum that the parts carry. */
  readonly checksum?: ChecksumAlgorithm;
  /** Whether the object's checksum is of the whole object, or of its parts' checksums (the default). */
  readonly checksumOfWhole?: boolean;
}

export interface UploadRef {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
}

export interface UploadInfo extends UploadRef, Omit<UploadOptions, "attributes"> {
  readonly created: Date;
}

export interface PartRef {
  readonly part: number;
  readonly etag: string;
  readonly checksums?: Checksums;
}

export interface PartInfo extends PartRef {
  readonly size: number;
  readonly modified: Date;
  readonly checksums: Checksums;
}

export interface UploadParts {
  readonly upload: UploadInfo;
  /** By number. */
  readonly parts: readonly PartInfo[];
}

export interface CompleteOptions extends Pick<PutOptions, "allow"> {
  /** The object's checksums as the client has them: other ones are a `BadDigest`. */
  readonly expected?: Checksums;
}
