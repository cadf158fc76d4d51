/** Hosts below which the first part of the name is a bucket: S3's own names, and `localhost`, which resolves to this machine. */
const s3Host = /^(?:(.+)\.)?(?:s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?|s3\.localhost|localhost)$/;

/**
 * The bucket of a virtual-host style address (`bucket.s3.us-west-2.amazonaws.com`, `bucket.localhost:4599`), or undefined when
 * the bucket is in the path.
 */
export function bucketOfHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return s3Host.exec(name)?.[1];
}
