import type { ObjectSummary } from "../../stores/objects.js";
import { quoted } from "./attributes.js";
import { s3Errors } from "./errors.js";

const most = 1000;

/** `max-keys` and its like: at most 1000, which is also the default. Throws `InvalidArgument`. */
export function limitOf(text: string | undefined, name: string): number {
  if (text === undefined || text === "") return most;
  if (!/^-?\d+$/.test(text)) {
    throw s3Errors.invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  }
  const limit = Number(text);
  if (limit < 0 || limit > 2147483647) {
    const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    throw s3Errors.invalidArgument(`Argument ${camel} must be an integer between 0 and 2147483647`, name, text);
  }
  return Math.min(limit, most);
}

/** How keys are written: as they are, or percent-encoded when the client asked for it (XML cannot hold every character). */
export function keyEncoding(type: string | undefined): (key: string) => string {
  if (type === undefined) return (key) => key;
  if (type !== "url") {
    throw s3Errors.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
  }
  return (key) => encodeURIComponent(key).replaceAll("%2F", "/");
}

/** `<Contents>` of both listings. */
export function contentsOf(objects: readonly ObjectSummary[], encode: (key: string) => string, owner?: object) {
  return objects.map(({ key, modified, etag, size }) => ({
    Key: encode(key),
    LastModified: modified,
    ETag: quoted(etag),
    Size: size,
    Owner: owner,
    StorageClass: "STANDARD",
  }));
}
