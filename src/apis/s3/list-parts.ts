import { query } from "../../aws/protocols/members.js";
import { quoted } from "./attributes.js";
import { checksumMembers } from "./checksums.js";
import { keyEncoding, limitOf } from "./listing.js";
import { operation } from "./operation.js";
import { ownerOf } from "./owner.js";
import { uploadInput, uploadOf } from "./uploads.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = operation(
  {
    route: "GET /{Bucket}/{Key+}?uploadId",
    input: {
      ...uploadInput,
      MaxParts: query("max-parts"),
      PartNumberMarker: query("part-number-marker"),
      EncodingType: query("encoding-type"),
    },
    root: "ListPartsResult",
  },
  async ({ objects, account }, { MaxParts, PartNumberMarker, EncodingType, ...input }) => {
    const encode = keyEncoding(EncodingType);
    const limit = limitOf(MaxParts, "max-parts");
    const marker = Number(PartNumberMarker ?? 0) || 0;
    const { upload, parts } = await objects.listParts(uploadOf(input));
    const rest = parts.filter(({ part }) => part > marker);
    const page = rest.slice(0, limit);
    return {
      Bucket: input.Bucket,
      Key: encode(input.Key),
      EncodingType,
      UploadId: input.UploadId,
      Initiator: ownerOf(account),
      Owner: ownerOf(account),
      StorageClass: "STANDARD",
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.part,
      MaxParts: limit,
      IsTruncated: rest.length > page.length,
      ChecksumAlgorithm: upload.checksum?.toUpperCase(),
      ChecksumType: upload.checksum && (upload.checksumOfWhole ? "FULL_OBJECT" : "COMPOSITE"),
      Part: page.map(({ part, modified, etag, size, checksums }) => {
        const { ChecksumType, ...values } = checksumMembers(checksums);
        return { PartNumber: part, LastModified: modified, ETag: quoted(etag), Size: size, ...values };
      }),
    };
  },
);
