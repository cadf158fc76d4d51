import { bytes, label, xml } from "../../aws/protocols/members.js";
import { startDigest } from "../../stores/objects/checksum.js";
import { checksumInput, checksumOptions } from "./checksums.js";
import { s3Errors, translateObjectError } from "./errors.js";
import { operation } from "./operation.js";

interface Delete {
  readonly Object?: readonly { readonly Key?: string }[];
  readonly Quiet?: string;
}

const most = 1000;
/** How many removals run at once. */
const width = 32;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects = operation(
  {
    route: "POST /{Bucket}?delete",
    input: { Bucket: label, ...checksumInput, Body: bytes, Delete: xml<Delete>("Delete", { lists: ["Object"] }) },
    root: "DeleteResult",
  },
  async ({ objects }, { Bucket, Body, Delete, ...input }) => {
    const { checksum, verify } = checksumOptions(input, {});
    const digest = startDigest(checksum);
    digest.update(Body);
    verify?.(digest.digest());
    const keys = Delete?.Object?.map(({ Key }) => Key) ?? [];
    if (keys.length === 0 || keys.length > most) throw s3Errors.malformedXml();
    await objects.headBucket(Bucket);

    const Deleted: object[] = [];
    const errors: object[] = [];
    for (let at = 0; at < keys.length; at += width) await Promise.all(keys.slice(at, at + width).map(remove));
    return { Deleted: Delete?.Quiet === "true" ? undefined : Deleted, Error: errors };

    async function remove(key: string | undefined): Promise<void> {
      if (key === undefined || key === "") throw s3Errors.malformedXml();
      try {
        await objects.delete(Bucket, key);
        Deleted.push({ Key: key });
      } catch (error) {
        const known = translateObjectError(error);
        if (!known) throw error;
        errors.push({ Key: key, Code: known.code, Message: known.message });
      }
    }
  },
);
