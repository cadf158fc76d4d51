export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** Takes `s3://bucket/key` apart; undefined for any other text. */
export function parseS3Uri(uri: string): S3Location | undefined {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  return match === null ? undefined : { bucket: match[1]!, key: match[2]! };
}

export function formatS3Uri({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}
