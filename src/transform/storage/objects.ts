import { formatS3Uri, joinKey, parseS3Uri } from "../../stores/objects/s3-uri.js";
import type { TransformJob } from "../job.js";
import { gunzipped } from "./gunzip.js";
import { listInputs } from "./list.js";
import { readObject } from "./read-object.js";
import type { JobObjects, TransformStorage } from "./storage.js";
import { writeBody } from "./write.js";

/** A job's inputs and outputs in an object store. */
export function objectStorage(store: JobObjects, job: TransformJob): TransformStorage {
  const { bucket, key: folder } = parseS3Uri(job.TransformOutput.S3OutputPath)!;
  const gzip = job.TransformInput.CompressionType === "Gzip";
  return {
    list: () => listInputs(store, job),

    read(input, onBytes, signal) {
      const bytes = readObject(store, parseS3Uri(input.uri)!, onBytes, signal);
      return gzip ? gunzipped(input.uri, bytes) : bytes;
    },

    write(name, body) {
      const key = joinKey(folder, name);
      return writeBody(formatS3Uri({ bucket, key }), body, (watched) => store.put(bucket, key, watched));
    },
  };
}
