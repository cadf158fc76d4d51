import { fileURLToPath } from "node:url";
import { parseS3Uri } from "../objects/s3-uri.js";
import { artifactErrors } from "./errors.js";

/** Where model data lies: in the object store, or on this machine's disk. */
export type Location =
  | { readonly kind: "object"; readonly bucket: string; readonly key: string }
  | { readonly kind: "file"; readonly path: string };

/** Reads the URI of model data: what `parseS3Uri` reads, or `file:///path`. Throws `ArtifactError` for anything else. */
export function locate(uri: string): Location {
  const object = parseS3Uri(uri);
  if (object !== undefined) return { kind: "object", ...object };
  if (URL.canParse(uri)) {
    const url = new URL(uri);
    if (url.protocol === "file:" && url.host === "") return { kind: "file", path: fileURLToPath(url) };
  }
  throw artifactErrors.badUri(uri);
}
