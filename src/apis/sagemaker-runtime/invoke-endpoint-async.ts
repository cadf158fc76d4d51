import { randomUUID } from "node:crypto";
import { header } from "../../aws/protocols/members.js";
import { rest } from "../../aws/protocols/rest.js";
import { placeOf } from "../../endpoints/async/definition.js";
import { invocationErrors } from "../../endpoints/errors.js";
import { restoredFleet, servingFleet } from "../../endpoints/route.js";
import type { RuntimeContext } from "./context.js";
import { runtimeErrors, translateInvocationError } from "./errors.js";
import { checkHeaders, forwarded, invocationInput, secondsOf } from "./headers.js";

const longestInlineBody = 128_000;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html */
export const invokeEndpointAsync = rest(
  {
    route: "POST /endpoints/{EndpointName}/async-invocations",
    status: 202,
    input: {
      ...invocationInput,
      InputLocation: header("x-amzn-sagemaker-inputlocation"),
      ContentType: header("x-amzn-sagemaker-content-type"),
      Accept: header("x-amzn-sagemaker-accept"),
    },
    output: {
      OutputLocation: header("X-Amzn-SageMaker-OutputLocation"),
      FailureLocation: header("X-Amzn-SageMaker-FailureLocation"),
    },
  },
  async (context: RuntimeContext, input) => {
    checkHeaders(input);
    const { EndpointName: endpoint, InputLocation: inputLocation } = input;
    const timeToLiveMs = 1000 * secondsOf(input, "requestttlseconds", "requestTTLSeconds", 60, 21_600, 21_600);
    const timeoutMs = 1000 * secondsOf(input, "invocationtimeoutseconds", "invocationTimeoutSeconds", 1, 3600, 900);
    checkInput(inputLocation, input.Body);
    try {
      const target = { endpoint, account: context.account, queued: true };
      const fleet = servingFleet(context.endpoints, target) ?? (await restoredFleet(context.endpoints, target));
      const definition = fleet.deployment.config.AsyncInferenceConfig;
      if (definition === undefined) throw invocationErrors.notAsync(endpoint);
      const request = {
        endpoint,
        inputLocation,
        body: inputLocation === undefined ? Buffer.from(input.Body).toString("base64") : undefined,
        contentType: input.ContentType,
        accept: input.Accept,
        headers: travelling(forwarded(input)),
        inferenceId: input.Headers["inference-id"] ?? randomUUID(),
        timeToLiveMs,
        timeoutMs,
      };
      const bucket = `sagemaker-${context.region}-${context.account}`;
      const accepted = context.asyncInvocations.accept(request, definition, `s3://${bucket}/async-endpoint-outputs`);
      return {
        InferenceId: accepted.inferenceId,
        OutputLocation: accepted.outputLocation,
        FailureLocation: accepted.failureLocation,
      };
    } catch (error) {
      throw translateInvocationError(error, context, endpoint);
    }
  },
);

/** Exactly one of a location and an inline body; the JavaScript SDK sends an empty body along with every location. */
function checkInput(location: string | undefined, body: Uint8Array): void {
  if (location === undefined ? body.length === 0 : body.length > 0) {
    throw runtimeErrors.validation("Exactly one of InputLocation and Body must be given.");
  }
  if (body.length > longestInlineBody) {
    throw runtimeErrors.validation(`Body must have length less than or equal to ${longestInlineBody}.`);
  }
  if (location !== undefined && placeOf(location) === undefined) {
    throw runtimeErrors.validation(`InputLocation ${location} is not of the form s3://bucket/key.`);
  }
}

/** The container gets content type and accept under their own names, and nothing of the queue's. */
function travelling(all: Readonly<Record<string, string>>): Record<string, string> {
  const kept = ["custom-attributes", "inference-id"].map((name) => `x-amzn-sagemaker-${name}`);
  return Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name) || name.startsWith("trace")));
}
