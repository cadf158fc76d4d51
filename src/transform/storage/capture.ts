import { formatS3Uri, joinKey, type S3Location } from "../../stores/objects/s3-uri.js";
import type { TransformJob } from "../job.js";

/** A file that `DataCaptureConfig` asks for. */
export interface CaptureFile {
  readonly location: S3Location;
  readonly text: string;
}

/**
 * What a job's data capture writes: a manifest of the inputs and one of the outputs, in folders by the hour (UTC) at which the
 * job started. Source: developer guide, "Capture data from batch transform job".
 * @param done the objects that were transformed.
 */
export function captureFiles(
  job: TransformJob,
  started: Date,
  destination: S3Location,
  done: readonly { readonly input: S3Location; readonly output: S3Location }[],
): CaptureFile[] {
  const hour = started.toISOString().slice(0, 13).replace(/[-T]/g, "/");
  const file = (side: "input" | "output"): CaptureFile => ({
    location: {
      bucket: destination.bucket,
      key: joinKey(destination.key, `${side}/${hour}/${job.TransformJobName}.jsonl`),
    },
    text: manifestOf(done.map((object) => object[side])),
  });
  return [file("input"), file("output")];
}

/** A manifest with the longest folder that all objects share as its prefix. */
function manifestOf(objects: readonly S3Location[]): string {
  const bucket = objects[0]?.bucket ?? "";
  const prefix = objects.map(({ key }) => key.slice(0, key.lastIndexOf("/") + 1)).reduce(sharedFolder);
  const names = objects.map(({ key }) => key.slice(prefix.length));
  return JSON.stringify([{ prefix: formatS3Uri({ bucket, key: prefix }) }, ...names]);
}

function sharedFolder(a: string, b: string): string {
  let shared = a;
  while (!b.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf("/", shared.length - 2) + 1);
  return shared;
}
