import type { HttpRequest } from "../http.js";

/**
 * The text over which SigV4 signs.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function canonicalRequest(
  request: HttpRequest,
  signedHeaders: readonly string[],
  signedHeaderList: string,
  payloadHash: string,
  s3: boolean,
): string {
  let headers = "";
  for (const name of signedHeaders) headers += `${name}:${canonicalHeader(request, name)}\n`;
  const path = s3 ? canonicalKeyPath(request.path) : canonicalPath(request.path);
  const query = canonicalQuery(request.query);
  return `${request.method}\n${path}\n${query}\n${headers}\n${signedHeaderList}\n${payloadHash}`;
}

/** Trimmed, runs of spaces as one; repeated headers joined with a comma and no space, which Node's own joining has. */
function canonicalHeader(request: HttpRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== "string" || value.includes(","))
    return allValues(request.rawHeaders, name).map(squeeze).join(",");
  return value.includes("  ") ? squeeze(value) : value;
}

function squeeze(value: string): string {
  return value.trim().replace(/ {2,}/g, " ");
}

function allValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i].toLowerCase() === name) values.push(rawHeaders[i + 1]);
  }
  return values;
}

const plainPath = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/;

/** Every service but S3: dot segments and empty ones removed, then encoded once more on top of what was sent. */
function canonicalPath(path: string): string {
  if (plainPath.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(encodePart(segment));
  }
  return `/${kept.join("/")}${kept.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

/** S3: as sent, encoded once; what a client left unencoded that the signer encodes is encoded here. */
function canonicalKeyPath(path: string): string {
  if (plainPath.test(path)) return path;
  return path.replace(/%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~/]/gu, (found) =>
    found.length === 3 && found.startsWith("%") ? found.toUpperCase() : encodePart(found),
  );
}

/** Parameters sorted by encoded name, then value; `X-Amz-Signature` is not signed. */
export function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs: [string, string][] = [];
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = recode(equals < 0 ? pair : pair.slice(0, equals));
    if (name !== "X-Amz-Signature") pairs.push([name, equals < 0 ? "" : recode(pair.slice(equals + 1))]);
  }
  pairs.sort(([name, value], [otherName, otherValue]) =>
    name === otherName ? order(value, otherValue) : order(name, otherName),
  );
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Brings an encoded text into the one form that is signed, whichever characters the client chose to encode. */
function recode(text: string): string {
  if (/^[A-Za-z0-9\-._~]*$/.test(text)) return text;
  try {
    return encodePart(decodeURIComponent(text.replaceAll("+", "%20")));
  } catch {
    return text;
  }
}

/** RFC 3986: all but the unreserved characters. */
function encodePart(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
