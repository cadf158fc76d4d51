import { bytes, header } from "../../aws/protocols/members.js";
import { rest } from "../../aws/protocols/rest.js";
import { type Invocation, invoke } from "../../endpoints/invoke.js";
import type { RuntimeContext } from "./context.js";
import { translateInvocationError } from "./errors.js";
import { checkHeaders, forwarded, invocationInput, targetOf } from "./headers.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
export const invokeEndpoint = rest(
  {
    route: "POST /endpoints/{EndpointName}/invocations",
    input: {
      ...invocationInput,
      ContentType: header("content-type"),
      Accept: header("accept"),
    },
    output: {
      ContentType: header("content-type"),
      InvokedProductionVariant: header("x-Amzn-Invoked-Production-Variant"),
      CustomAttributes: header("X-Amzn-SageMaker-Custom-Attributes"),
      TraceId: header("X-Kakehi-Trace-Id"),
      Body: bytes,
    },
  },
  async (context: RuntimeContext, input) => {
    checkHeaders(input);
    const invocation = new ClientInvocation(context, input.ContentType, input.Accept, forwarded(input), input.Body);
    try {
      const { reply, variant, traceId } = await invoke(context, targetOf(input, context.account), invocation);
      return {
        ContentType: reply.contentType,
        InvokedProductionVariant: variant,
        CustomAttributes: reply.headers["x-amzn-sagemaker-custom-attributes"],
        TraceId: traceId,
        Body: reply.body,
      };
    } catch (error) {
      throw translateInvocationError(error, context, input.EndpointName);
    }
  },
);

/** What the client sent. The signal is made by the context when it is first asked for, which native containers never do. */
class ClientInvocation implements Invocation {
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly #context: RuntimeContext;

  constructor(
    context: RuntimeContext,
    contentType: string | undefined,
    accept: string | undefined,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ) {
    this.#context = context;
    this.contentType = contentType;
    this.accept = accept;
    this.headers = headers;
    this.body = body;
  }

  get signal(): AbortSignal {
    return this.#context.signal;
  }
}
