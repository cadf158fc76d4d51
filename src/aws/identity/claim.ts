/** What a request says about its own signature, in a header or in its query. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `<yyyymmdd>/<region>/<service>/aws4_request` */
  readonly scope: string;
  /** Lower case, in the order given (which is sorted). */
  readonly signedHeaders: readonly string[];
  /** The same, as sent. */
  readonly signedHeaderList: string;
}

/** The claim cannot be understood; the message says what is wrong with it. */
export class ClaimError extends Error {}

const capacity = 1000;
const kept = new Map<string, SignatureClaim>();
const signatureLength = 64;

/** The last header, without its signature: most often the next one is from the same client. */
let recent: { readonly before: string; readonly claim: SignatureClaim } | undefined;

const algorithm = "AWS4-HMAC-SHA256";
const signatureParameter = "Signature=";

/**
 * Takes an `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` apart. All but the signature is the
 * same in every request of a client on one day, so that part is parsed once and kept. Throws `ClaimError`.
 */
export function parseAuthorization(header: string): { readonly claim: SignatureClaim; readonly signature: string } {
  if (recent && header.slice(0, -signatureLength) === recent.before) {
    return { claim: recent.claim, signature: header.slice(-signatureLength) };
  }
  const at = header.lastIndexOf(signatureParameter);
  const before = at < 0 ? header : header.slice(0, at);
  const rest = at < 0 ? "" : header.slice(at + signatureParameter.length);
  const signature = /^[0-9a-f]*/.exec(rest)![0];
  const key = signature.length === rest.length ? before : `${before}\n${rest}`;
  let claim = kept.get(key);
  if (!claim) {
    claim = parseParameters(before + rest.slice(signature.length), signature);
    if (kept.size >= capacity) kept.clear();
    kept.set(key, claim);
  }
  if (signature.length === signatureLength && rest.length === signatureLength) {
    recent = { before: header.slice(0, -signatureLength), claim };
  }
  return { claim, signature };
}

function parseParameters(header: string, signature: string): SignatureClaim {
  const parameters = new Map<string, string>();
  for (const part of header.slice(algorithm.length).split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) parameters.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const missing = ["Credential", "SignedHeaders"].filter((name) => !parameters.get(name));
  if (signature === "") missing.push("Signature");
  if (missing.length > 0) {
    throw new ClaimError(missing.map((name) => `Authorization header requires '${name}' parameter.`).join(" "));
  }
  return claimOf(parameters.get("Credential")!, parameters.get("SignedHeaders")!);
}

/** Reads `<key>/<yyyymmdd>/<region>/<service>/aws4_request` and `a;b;c`. Throws `ClaimError`. */
export function claimOf(credential: string, signedHeaderList: string): SignatureClaim {
  const [, accessKeyId, scope] = /^(.+?)\/(\d{8}\/[^/]*\/[^/]+\/aws4_request)$/.exec(credential) ?? [];
  if (accessKeyId === undefined || scope === undefined) {
    throw new ClaimError(
      `the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request", got "${credential}".`,
    );
  }
  const signedHeaders = signedHeaderList.toLowerCase().split(";");
  if (!signedHeaders.includes("host"))
    throw new ClaimError("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  return { accessKeyId, scope, signedHeaders, signedHeaderList };
}
