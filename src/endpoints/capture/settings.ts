import { parseS3Uri } from "../../stores/objects/s3-uri.js";

/** DataCaptureConfig of CreateEndpointConfig, in SageMaker's member names. */
export interface CaptureDefinition {
  readonly EnableCapture?: boolean;
  readonly InitialSamplingPercentage: number;
  readonly DestinationS3Uri: string;
  readonly CaptureOptions: readonly { readonly CaptureMode: "Input" | "Output" | "InputAndOutput" }[];
  readonly CaptureContentTypeHeader?: {
    readonly CsvContentTypes?: readonly string[];
    readonly JsonContentTypes?: readonly string[];
  };
}

export type Encoding = "CSV" | "JSON" | "BASE64";

/** What of an endpoint's traffic is kept, and where. */
export interface CaptureSettings {
  readonly bucket: string;
  /** Key prefix without a slash at its end; may be empty. */
  readonly prefix: string;
  readonly share: number;
  readonly input: boolean;
  readonly output: boolean;
  /** Content types that are kept as text; anything else is kept in base64. */
  readonly csvTypes: ReadonlySet<string>;
  readonly jsonTypes: ReadonlySet<string>;
}

/** The settings, or undefined where nothing is captured. */
export function captureSettings(definition: CaptureDefinition | undefined): CaptureSettings | undefined {
  if (definition === undefined || !definition.EnableCapture || definition.InitialSamplingPercentage <= 0)
    return undefined;
  const destination = parseS3Uri(definition.DestinationS3Uri);
  if (destination === undefined) return undefined;
  const modes = definition.CaptureOptions.map((option) => option.CaptureMode);
  const types = definition.CaptureContentTypeHeader;
  return {
    bucket: destination.bucket,
    prefix: destination.key.replace(/\/+$/, ""),
    share: definition.InitialSamplingPercentage / 100,
    input: modes.some((mode) => mode !== "Output"),
    output: modes.some((mode) => mode !== "Input"),
    csvTypes: new Set(types?.CsvContentTypes?.map((type) => type.toLowerCase())),
    jsonTypes: new Set(types?.JsonContentTypes?.map((type) => type.toLowerCase())),
  };
}
