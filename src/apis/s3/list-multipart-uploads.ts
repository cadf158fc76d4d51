import { label, query } from "../../aws/protocols/members.js";
import { compareKeys } from "../../stores/objects/key-order.js";
import type { UploadInfo } from "../../stores/objects.js";
import { keyEncoding, limitOf } from "./listing.js";
import { operation } from "./operation.js";
import { ownerOf } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = operation(
  {
    route: "GET /{Bucket}?uploads",
    input: {
      Bucket: label,
      Prefix: query("prefix"),
      Delimiter: query("delimiter"),
      KeyMarker: query("key-marker"),
      UploadIdMarker: query("upload-id-marker"),
      MaxUploads: query("max-uploads"),
      EncodingType: query("encoding-type"),
    },
    root: "ListMultipartUploadsResult",
  },
  async ({ objects, account }, { Bucket, Prefix = "", Delimiter, KeyMarker = "", UploadIdMarker, ...input }) => {
    const encode = keyEncoding(input.EncodingType);
    const limit = limitOf(input.MaxUploads, "max-uploads");
    const uploads = (await objects.listUploads(Bucket)).filter(({ key }) => key.startsWith(Prefix));
    const items = afterMarker(fold(uploads, Prefix, Delimiter), KeyMarker, UploadIdMarker);
    const page = items.slice(0, limit);
    const last = items.length > page.length ? page.at(-1) : undefined;
    return {
      Bucket,
      KeyMarker: encode(KeyMarker),
      UploadIdMarker: UploadIdMarker ?? "",
      NextKeyMarker: last && encode(last.key),
      NextUploadIdMarker: last?.upload?.id,
      Prefix: encode(Prefix),
      Delimiter: Delimiter && encode(Delimiter),
      EncodingType: input.EncodingType,
      MaxUploads: limit,
      IsTruncated: last !== undefined,
      Upload: page
        .flatMap(({ upload }) => upload ?? [])
        .map(({ key, id, created, checksum }) => ({
          Key: encode(key),
          UploadId: id,
          Initiator: ownerOf(account),
          Owner: ownerOf(account),
          StorageClass: "STANDARD",
          Initiated: created,
          ChecksumAlgorithm: checksum?.toUpperCase(),
        })),
      CommonPrefixes: page.filter(({ upload }) => !upload).map(({ key }) => ({ Prefix: encode(key) })),
    };
  },
);

/** An upload, or, without one, the common prefix of several. */
interface Item {
  readonly key: string;
  readonly upload?: UploadInfo;
}

function fold(uploads: readonly UploadInfo[], prefix: string, delimiter: string | undefined): Item[] {
  const items: Item[] = [];
  for (const upload of uploads) {
    const at = delimiter ? upload.key.indexOf(delimiter, prefix.length) : -1;
    const common = at < 0 ? undefined : upload.key.slice(0, at + delimiter!.length);
    if (common === undefined) items.push({ key: upload.key, upload });
    else if (items.at(-1)?.key !== common) items.push({ key: common });
  }
  return items;
}

/** Items come by key and time, so the one with the marker's id is where the last page ended. */
function afterMarker(items: readonly Item[], key: string, id: string | undefined): readonly Item[] {
  if (key === "") return items;
  const at = id ? items.findIndex(({ upload }) => upload?.key === key && upload.id === id) : -1;
  return at >= 0 ? items.slice(at + 1) : items.filter((item) => compareKeys(item.key, key) > 0);
}
