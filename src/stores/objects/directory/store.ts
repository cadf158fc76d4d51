import type { ObjectStore } from "../../objects.js";
import { createBucket, deleteBucket, headBucket, listBuckets } from "./buckets.js";
import { completeUpload } from "./complete.js";
import { list } from "./list.js";
import { deleteObject, getObject, headObject, putObject } from "./objects.js";
import { createUpload, listParts, listUploads, putPart, removeUpload } from "./uploads.js";
import { openVolume } from "./volume.js";

/**
 * An object store in a folder, which is made when it is not there. What was acknowledged is on the disk, and nothing else can be
 * seen, whenever the process ends. One process at a time may have the folder open.
 */
export async function openDirectoryStore(root: string): Promise<ObjectStore> {
  const volume = await openVolume(root);
  return {
    createBucket: (bucket) => createBucket(volume, bucket),
    deleteBucket: (bucket) => deleteBucket(volume, bucket),
    headBucket: (bucket) => headBucket(volume, bucket),
    listBuckets: () => listBuckets(volume),
    put: (bucket, key, body, options) => putObject(volume, bucket, key, body, options),
    head: (bucket, key) => headObject(volume, bucket, key),
    get: (bucket, key, options) => getObject(volume, bucket, key, options),
    delete: (bucket, key) => deleteObject(volume, bucket, key),
    list: (bucket, options) => list(volume, bucket, options),
    createUpload: (bucket, key, options) => createUpload(volume, bucket, key, options),
    putPart: (upload, part, body, options) => putPart(volume, upload, part, body, options),
    completeUpload: (upload, parts, options) => completeUpload(volume, upload, parts, options),
    abortUpload: (upload) => removeUpload(volume, upload),
    listParts: (upload) => listParts(volume, upload),
    listUploads: (bucket) => listUploads(volume, bucket),
  };
}
