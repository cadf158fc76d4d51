import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AsyncDocument } from "./definition.js";

/** Where the messages of a topic go: topic ARN to the URL of a webhook (`http:`, `https:`) or of a folder (`file:`). */
export type Topics = Readonly<Record<string, string>>;

const webhookTimeoutMs = 10_000;

/** What SageMaker publishes to SNS when a request is done ("Check prediction results"). */
export function message(request: AsyncDocument, region: string, failure: string | undefined): object {
  const { endpoint, inferenceId, inputLocation, outputLocation, failureLocation, contentType } = request;
  return {
    awsRegion: region,
    eventTime: new Date().toISOString(),
    receivedTime: new Date(request.received).toISOString(),
    invocationStatus: failure === undefined ? "Completed" : "Failed",
    requestParameters: { contentType, endpointName: endpoint, inputLocation },
    ...(failure === undefined
      ? { responseParameters: { contentType: request.accept ?? contentType, outputLocation } }
      : { failureLocation, failureReason: failure }),
    inferenceId,
    eventVersion: "1.0",
    eventSource: "aws:sagemaker",
    eventName: "InferenceResult",
  };
}

/** Sends a message to a topic; a topic that leads nowhere takes it silently. Throws when the webhook or folder does not take it. */
export async function publish(topics: Topics, topic: string | undefined, text: object): Promise<void> {
  const target = topic === undefined ? undefined : topics[topic];
  if (target === undefined) return;
  const body = `${JSON.stringify(text)}\n`;
  if (target.startsWith("file:")) {
    const folder = fileURLToPath(target);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${Date.now()}-${randomUUID()}.json`), body);
    return;
  }
  const headers = { "content-type": "application/json", "x-amz-sns-topic-arn": topic! };
  const signal = AbortSignal.timeout(webhookTimeoutMs);
  const response = await fetch(target, { method: "POST", headers, body, signal });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${target} answered ${response.status}`);
}
