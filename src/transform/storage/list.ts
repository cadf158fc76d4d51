import { ManifestError } from "../../stores/objects/errors.js";
import { formatS3Uri } from "../../stores/objects/s3-uri.js";
import { selectObjects, selectsAnything } from "../../stores/objects/select.js";
import { badManifest, inputUnreadable } from "../errors.js";
import type { TransformJob } from "../job.js";
import { outputName } from "./output-name.js";
import type { InputObject, JobObjects } from "./storage.js";

/** The objects that a job reads. Throws `TransformError` (bad-manifest, input-unreadable). */
export async function* listInputs(store: JobObjects, job: TransformJob): AsyncGenerator<InputObject> {
  const selection = job.TransformInput.DataSource.S3DataSource;
  try {
    for await (const { bucket, key, size, prefix } of selectObjects(store, selection))
      yield { uri: formatS3Uri({ bucket, key }), label: `${bucket}/${key}`, size, output: outputName(prefix, key) };
  } catch (error) {
    if (error instanceof ManifestError) throw badManifest(selection.S3Uri, error.message);
    throw inputUnreadable(selection.S3Uri, error instanceof Error ? error.message : String(error), error);
  }
}

/** Whether there is anything to read. */
export function hasInputs(store: JobObjects, job: TransformJob): Promise<boolean> {
  return selectsAnything(store, job.TransformInput.DataSource.S3DataSource);
}
