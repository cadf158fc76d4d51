import { parseS3Uri, type S3Location } from "../../stores/objects/s3-uri.js";

/** AsyncInferenceConfig of CreateEndpointConfig, in SageMaker's member names. */
export interface AsyncDefinition {
  readonly ClientConfig?: { readonly MaxConcurrentInvocationsPerInstance?: number };
  readonly OutputConfig: {
    readonly S3OutputPath?: string;
    readonly S3FailurePath?: string;
    readonly NotificationConfig?: {
      readonly SuccessTopic?: string;
      readonly ErrorTopic?: string;
      readonly IncludeInferenceResponseIn?: readonly string[];
    };
  };
}

/** What a client asks of InvokeEndpointAsync. */
export interface AsyncRequest {
  readonly endpoint: string;
  /** `s3://…`; undefined when the body came inline. */
  readonly inputLocation: string | undefined;
  /** Base64. */
  readonly body: string | undefined;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly inferenceId: string;
  readonly timeToLiveMs: number;
  readonly timeoutMs: number;
}

/** A request that was acknowledged: kept until its answer is stored, so that no restart loses it. Plain JSON. */
export interface AsyncDocument extends AsyncRequest {
  readonly outputLocation: string;
  readonly failureLocation: string;
  /** Milliseconds since 1970. */
  readonly received: number;
}

/** The object that a location names; undefined for one that names none. */
export function placeOf(location: string): S3Location | undefined {
  const place = parseS3Uri(location);
  return place?.key === "" ? undefined : place;
}
