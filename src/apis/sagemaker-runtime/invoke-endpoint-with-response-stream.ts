import { eventMessage } from "../../aws/event-stream.js";
import { bytes, header } from "../../aws/protocols/members.js";
import { rest } from "../../aws/protocols/rest.js";
import { StreamBroken } from "../../endpoints/errors.js";
import { invokeStream } from "../../endpoints/invoke-stream.js";
import type { RuntimeContext } from "./context.js";
import { translateInvocationError } from "./errors.js";
import { checkHeaders, forwarded, invocationInput, targetOf } from "./headers.js";

/** No payload of the decoders' limit of 24 MB comes near; smaller messages reach the client sooner. */
const longestPart = 64 * 1024;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html */
export const invokeEndpointWithResponseStream = rest(
  {
    route: "POST /endpoints/{EndpointName}/invocations-response-stream",
    input: {
      ...invocationInput,
      ContentType: header("content-type"),
      Accept: header("x-amzn-sagemaker-accept"),
    },
    output: {
      HttpContentType: header("content-type"),
      ContentType: header("X-Amzn-SageMaker-Content-Type"),
      InvokedProductionVariant: header("x-Amzn-Invoked-Production-Variant"),
      CustomAttributes: header("X-Amzn-SageMaker-Custom-Attributes"),
      Body: bytes,
    },
  },
  async (context: RuntimeContext, input) => {
    checkHeaders(input);
    const { accept: _, ...passedOn } = input.Headers;
    const invocation = {
      contentType: input.ContentType,
      accept: input.Accept,
      headers: forwarded({ ...input, Headers: passedOn }),
      body: input.Body,
      signal: context.signal,
    };
    try {
      const { reply, variant } = await invokeStream(context, targetOf(input, context.account), invocation);
      return {
        HttpContentType: "application/vnd.amazon.eventstream",
        ContentType: reply.contentType,
        InvokedProductionVariant: variant,
        CustomAttributes: reply.headers["x-amzn-sagemaker-custom-attributes"],
        Body: events(reply.body),
      };
    } catch (error) {
      throw translateInvocationError(error, context, input.EndpointName);
    }
  },
);

/** Each piece as one or more `PayloadPart`s; a break is the last event, as an exception. */
async function* events(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      for (let at = 0; at < chunk.length; at += longestPart) yield part(chunk.subarray(at, at + longestPart));
    }
  } catch (error) {
    if (!(error instanceof StreamBroken)) throw error;
    yield exception({ Message: error.message, ErrorCode: error.code });
  }
}

function part(payload: Uint8Array): Uint8Array {
  const type = { ":message-type": "event", ":event-type": "PayloadPart", ":content-type": "application/octet-stream" };
  return eventMessage(type, payload);
}

function exception(document: { Message: string; ErrorCode: string }): Uint8Array {
  const type = {
    ":message-type": "exception",
    ":exception-type": "ModelStreamError",
    ":content-type": "application/json",
  };
  return eventMessage(type, new TextEncoder().encode(JSON.stringify(document)));
}
