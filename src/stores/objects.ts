/** What the rest of the program asks of an object store: a directory here, or an S3-compatible service elsewhere. */
export interface ObjectStore {
  createBucket(bucket: string): Promise<void>;
  deleteBucket(bucket: string): Promise<void>;
  headBucket(bucket: string): Promise<BucketInfo>;
  listBuckets(): Promise<BucketInfo[]>;
  /** Stores the whole body or nothing; the object is durable when the promise resolves. */
  put(bucket: string, key: string, body: AsyncIterable<Uint8Array>, attributes: ObjectAttributes): Promise<ObjectInfo>;
  head(bucket: string, key: string): Promise<ObjectInfo>;
  get(bucket: string, key: string, range?: ByteRange): Promise<{ info: ObjectInfo; body: AsyncIterable<Uint8Array> }>;
  /** Removing what is not there is no error. */
  delete(bucket: string, key: string): Promise<void>;
  /** Keys in UTF-8 byte order, after `startAfter`, at most `limit`. */
  list(bucket: string, options: ListOptions): Promise<ObjectInfo[]>;
}

export interface BucketInfo {
  readonly name: string;
  readonly created: Date;
}

export interface ObjectAttributes {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly contentLanguage?: string;
  readonly expires?: string;
  /** `x-amz-meta-*` without the prefix. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Checksums to keep and give back: algorithm in lower case (`crc32`) to base64. */
  readonly checksums?: Readonly<Record<string, string>>;
}

export interface ObjectInfo extends ObjectAttributes {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modified: Date;
}

/** Both ends inclusive, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ListOptions {
  readonly prefix?: string;
  readonly startAfter?: string;
  readonly limit?: number;
}
