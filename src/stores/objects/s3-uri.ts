import { ArtifactError } from "../artifacts/errors.js";
import { locate } from "../artifacts/location.js";

export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** Takes `s3://bucket/key`, or the same as an https address of S3, apart; undefined for any other text. */
export function parseS3Uri(uri: string): S3Location | undefined {
  try {
    const location = locate(uri);
    return location.kind === "object" ? { bucket: location.bucket, key: location.key } : undefined;
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

export function formatS3Uri({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}
