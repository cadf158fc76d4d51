import { randomUUID } from "node:crypto";
import type { Invocation, Reply } from "../../pipeline/container.js";
import type { CaptureSettings, Encoding } from "./settings.js";

/** The output of a container in the middle of a pipeline. */
export interface StageCapture {
  readonly container: string;
  readonly reply: Reply;
}

/**
 * One line of captured data, as SageMaker writes it ("Capture data from real-time endpoint"). What stages in the middle put out,
 * where that was asked for, stands in a member of its own, `containers`, which SageMaker does not have.
 */
export function captureLine(
  settings: CaptureSettings,
  invocation: Invocation,
  reply: Reply,
  stages: readonly StageCapture[],
): string {
  const { input, output } = settings;
  const inferenceId = invocation.headers["x-amzn-sagemaker-inference-id"];
  return JSON.stringify({
    captureData: {
      ...(input && { endpointInput: { ...observed(settings, invocation), mode: "INPUT" } }),
      ...(output && { endpointOutput: { ...observed(settings, reply), mode: "OUTPUT" } }),
      ...(stages.length > 0 && {
        containers: stages.map(({ container, reply }) => ({ container, ...observed(settings, reply), mode: "OUTPUT" })),
      }),
    },
    eventMetadata: {
      eventId: randomUUID(),
      ...(inferenceId !== undefined && { inferenceId }),
      inferenceTime: new Date().toISOString().replace(/\.\d+/, ""),
    },
    eventVersion: "0",
  });
}

function observed(settings: CaptureSettings, message: Pick<Invocation | Reply, "contentType" | "body">) {
  const { contentType, body } = message;
  const encoding = encodingOf(settings, contentType);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const data = encoding === "BASE64" ? bytes.toString("base64") : bytes.toString("utf8");
  return { ...(contentType !== undefined && { observedContentType: contentType }), data, encoding };
}

/** By the media type, whatever its parameters; base64 unless the configuration names the type. */
function encodingOf({ csvTypes, jsonTypes }: CaptureSettings, contentType: string | undefined): Encoding {
  const type = (contentType ?? "").split(";", 1)[0].trim().toLowerCase();
  return csvTypes.has(type) ? "CSV" : jsonTypes.has(type) ? "JSON" : "BASE64";
}
