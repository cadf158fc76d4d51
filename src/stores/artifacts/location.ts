import { fileURLToPath } from "node:url";
import { artifactErrors } from "./errors.js";

/** Where model data lies: in the object store, or on this machine's disk. */
export type Location =
  | { readonly kind: "object"; readonly bucket: string; readonly key: string }
  | { readonly kind: "file"; readonly path: string };

/**
 * Reads the URI of model data: `s3://bucket/key`, the same as an `https://` address of S3 (path style or virtual host), or
 * `file:///path`. Throws `ArtifactError` for anything else.
 */
export function locate(uri: string): Location {
  const s3 = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  if (s3 !== null) return { kind: "object", bucket: s3[1]!, key: s3[2]! };
  if (!URL.canParse(uri)) throw artifactErrors.badUri(uri);
  const url = new URL(uri);
  if (url.protocol === "file:" && url.host === "") return { kind: "file", path: fileURLToPath(url) };
  const host = /^(?:(.+)\.)?s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/.exec(url.host);
  if (url.protocol !== "https:" || host === null) throw artifactErrors.badUri(uri);
  const path = decodeURIComponent(url.pathname.slice(1));
  if (host[1] !== undefined) return { kind: "object", bucket: host[1], key: path };
  const slash = path.indexOf("/");
  if (slash < 0) throw artifactErrors.badUri(uri);
  return { kind: "object", bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
