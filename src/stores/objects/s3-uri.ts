export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

const s3Host = /^(?:(.+)\.)?s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/;

/**
 * Takes `s3://bucket/key`, or the same as an `https://` address of S3 (path style or virtual host), apart; undefined for any
 * other text.
 */
export function parseS3Uri(uri: string): S3Location | undefined {
  const s3 = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  if (s3 !== null) return { bucket: s3[1], key: s3[2] };
  if (!URL.canParse(uri)) return undefined;
  const { protocol, host, pathname } = new URL(uri);
  const found = s3Host.exec(host);
  const path = decoded(pathname.slice(1));
  if (protocol !== "https:" || found === null || path === undefined) return undefined;
  const bucket = found[1];
  if (bucket !== undefined) return { bucket, key: path };
  const slash = path.indexOf("/");
  return slash < 0 ? undefined : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

/** The URI of an object, as `parseS3Uri` reads it. */
export function formatS3Uri({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** One `/` between the two, whether or not the folder ends in one. */
export function joinKey(folder: string, name: string): string {
  return folder === "" || folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
