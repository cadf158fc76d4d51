import type { RequestContext } from "../../aws/operation.js";
import { header, type InputOf, type Members, query } from "../../aws/protocols/members.js";
import { type HttpBinding, type RestOperation, type RestOutput, rest } from "../../aws/protocols/rest.js";
import type { ObjectStore } from "../../stores/objects.js";
import { s3Errors } from "./errors.js";

export interface S3Context extends RequestContext {
  readonly objects: ObjectStore;
}

/** What every S3 operation may be told. */
const common = { ExpectedBucketOwner: header("x-amz-expected-bucket-owner"), VersionId: query("versionId") };

/**
 * An S3 operation: on top of its own input it refuses a bucket of another owner than the one expected, overlong keys, and
 * versions, which objects do not have here.
 */
export function operation<const M extends Members>(
  http: HttpBinding<M>,
  run: (context: S3Context, input: InputOf<M>) => Promise<RestOutput | undefined>,
): RestOperation<S3Context, InputOf<M & typeof common>, RestOutput | undefined> {
  return rest({ ...http, input: { ...http.input, ...common } }, (context: S3Context, input) => {
    const { ExpectedBucketOwner, VersionId, Key } = input as {
      readonly ExpectedBucketOwner?: string;
      readonly VersionId?: string;
      readonly Key?: string;
    };
    refuseVersion(VersionId);
    if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== context.account) throw s3Errors.accessDenied();
    if (Key !== undefined && Key.length > 256 && Buffer.byteLength(Key) > 1024) {
      throw s3Errors.keyTooLong(Buffer.byteLength(Key));
    }
    return run(context, input as InputOf<M>);
  });
}

/** `null` is the version of an object in a bucket without versions. Throws `InvalidArgument`. */
export function refuseVersion(version: string | null | undefined): void {
  if (version === undefined || version === null || version === "null") return;
  throw s3Errors.invalidArgument("Invalid version id specified", "versionId", version);
}
