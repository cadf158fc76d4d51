import { manifestErrors } from "./errors.js";
import { parseS3Uri, type S3Location } from "./s3-uri.js";

export interface Manifest {
  /** What every entry is appended to. */
  readonly prefix: S3Location;
  /** Full keys in the prefix's bucket, in the manifest's order, each once. */
  readonly keys: readonly string[];
}

/**
 * Reads a manifest: a JSON array whose first item is `{"prefix":"s3://bucket/some/prefix/"}` and whose others are the rest of
 * an object's URI. Throws `ManifestError`. Source: API reference, TransformS3DataSource.
 */
export function parseManifest(text: string): Manifest {
  const parsed = parse(text);
  if (!Array.isArray(parsed)) throw manifestErrors.notAList();
  const [head, ...rest] = parsed as unknown[];
  const prefix = prefixOf(head);
  if (prefix === undefined) throw manifestErrors.noPrefix();
  if (rest.length === 0) throw manifestErrors.empty();
  const keys = rest.map((entry, at) => {
    if (typeof entry !== "string" || entry === "") throw manifestErrors.notAName(at + 2);
    return prefix.key + entry;
  });
  return { prefix, keys: [...new Set(keys)] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw manifestErrors.notJson(error);
  }
}

function prefixOf(head: unknown): S3Location | undefined {
  if (typeof head !== "object" || head === null) return undefined;
  const { prefix } = head as { prefix?: unknown };
  return typeof prefix === "string" ? parseS3Uri(prefix) : undefined;
}
