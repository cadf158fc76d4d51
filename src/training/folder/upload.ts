import { join } from "node:path";
import { type FolderFile, filesBelow, packed } from "../../stores/artifacts/pack.js";
import { contentsOf } from "../../stores/contents.js";
import { formatS3Uri, joinKey, parseS3Uri, type S3Location } from "../../stores/objects/s3-uri.js";
import type { ObjectStore } from "../../stores/objects.js";
import type { TrainingJob } from "../job.js";

type Target = Pick<ObjectStore, "put">;

/** Where a job's model is, or will be. */
export function modelUri(job: TrainingJob): string {
  return formatS3Uri(output(job, job.OutputDataConfig.CompressionType === "NONE" ? "model/" : "model.tar.gz"));
}

/** Stores what a training has made: its model always, and `output/data` where there is something in it. */
export async function uploadOutput(objects: Target, job: TrainingJob, folder: string): Promise<void> {
  const plain = job.OutputDataConfig.CompressionType === "NONE";
  const model = await filesBelow(join(folder, "model"));
  const data = await filesBelow(join(folder, "output", "data"));
  if (plain) {
    await putFiles(objects, output(job, "model/"), model);
    await putFiles(objects, output(job, "data/"), data);
    return;
  }
  const archive = output(job, "model.tar.gz");
  await objects.put(archive.bucket, archive.key, packed(model));
  if (data.length === 0) return;
  const { bucket, key } = output(job, "output.tar.gz");
  await objects.put(bucket, key, packed(data));
}

/** Stores files under a prefix, by their paths. */
export async function putFiles(objects: Target, prefix: S3Location, files: readonly FolderFile[]): Promise<void> {
  for (const { path, file } of files) await objects.put(prefix.bucket, prefix.key + path, contentsOf(file));
}

function output(job: TrainingJob, name: string): S3Location {
  const { bucket, key } = parseS3Uri(job.OutputDataConfig.S3OutputPath)!;
  return { bucket, key: joinKey(key, `${job.TrainingJobName}/output/${name}`) };
}
