import assert from "node:assert/strict";
import { test } from "node:test";
import { captureSettings } from "../../../src/endpoints/capture/settings.js";

const definition = {
  EnableCapture: true,
  InitialSamplingPercentage: 50,
  DestinationS3Uri: "s3://bucket/a/b/",
  CaptureOptions: [{ CaptureMode: "Input" }, { CaptureMode: "Output" }],
  CaptureContentTypeHeader: { CsvContentTypes: ["Text/CSV"] },
} as const;

test("captured data goes to the prefix of the destination, which may be an address of S3", () => {
  const placeOf = (DestinationS3Uri: string) => {
    const settings = captureSettings({ ...definition, DestinationS3Uri });
    return settings && [settings.bucket, settings.prefix];
  };
  assert.deepEqual(placeOf("s3://bucket/a/b/"), ["bucket", "a/b"]);
  assert.deepEqual(placeOf("s3://bucket/"), ["bucket", ""]);
  assert.deepEqual(placeOf("s3://bucket"), ["bucket", ""]);
  assert.deepEqual(placeOf("https://s3.us-west-2.amazonaws.com/bucket/a//"), ["bucket", "a"]);
  assert.equal(placeOf("https://example.com/bucket/a"), undefined);
});

test("the share, the sides and the content types are those of the definition", () => {
  const settings = captureSettings(definition)!;
  assert.deepEqual(
    [settings.share, settings.input, settings.output, [...settings.csvTypes], [...settings.jsonTypes]],
    [0.5, true, true, ["text/csv"], []],
  );
  const inputOnly = captureSettings({ ...definition, CaptureOptions: [{ CaptureMode: "Input" }] })!;
  assert.deepEqual([inputOnly.input, inputOnly.output], [true, false]);
});

test("nothing is captured where that is switched off or no request is sampled", () => {
  assert.equal(captureSettings(undefined), undefined);
  assert.equal(captureSettings({ ...definition, EnableCapture: false }), undefined);
  assert.equal(captureSettings({ ...definition, InitialSamplingPercentage: 0 }), undefined);
});
