import { type Dispatcher, Pool } from "undici";
import type { Container, Invocation, Reply, StreamedReply } from "../pipeline/container.js";
import { Deadline } from "../pipeline/deadline.js";

/** `/ping` must answer within 2 s ("How containers should respond to health check requests"). */
const pingTimeoutMs = 2_000;
/** A container must accept a connection within 250 ms of a request; a busy laptop gets more. */
const connectTimeoutMs = 2_000;
/** More than any payload that SageMaker lets through, so that a runaway reply cannot take the server's memory. */
const replyLimitBytes = 256 * 1024 * 1024;

/** A container that is reached by HTTP, whoever started it. Connections are kept alive and reused. */
export class HttpContainer implements Container {
  readonly name: string;
  readonly #pool: Pool;

  constructor(name: string, origin: string) {
    this.name = name;
    this.#pool = new Pool(origin, {
      connect: { timeout: connectTimeoutMs },
      // Below the idle time after which common servers (gunicorn, nginx in SageMaker's images) close a connection.
      keepAliveTimeout: 1_500,
      // The time budget of the pipeline is the only limit on an answer.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: replyLimitBytes,
    });
  }

  async ping(signal?: AbortSignal): Promise<number> {
    const limit = new Deadline(pingTimeoutMs, signal);
    try {
      const { statusCode, body } = await this.#pool.request({ method: "GET", path: "/ping", signal: limit.signal });
      await body.dump();
      return statusCode;
    } finally {
      limit.clear();
    }
  }

  async executionParameters(signal?: AbortSignal): Promise<Reply> {
    return read(await this.#pool.request({ method: "GET", path: "/execution-parameters", ...(signal && { signal }) }));
  }

  async invoke(invocation: Invocation): Promise<Reply> {
    return read(await this.#post(invocation));
  }

  async stream(invocation: Invocation): Promise<StreamedReply> {
    const response = await this.#post(invocation);
    return { ...head(response), body: response.body };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #post({ contentType, accept, headers, body, signal }: Invocation): Promise<Dispatcher.ResponseData> {
    return this.#pool.request({
      method: "POST",
      path: "/invocations",
      headers: {
        ...headers,
        ...(contentType !== undefined && { "content-type": contentType }),
        ...(accept !== undefined && { accept }),
      },
      body,
      ...(signal && { signal }),
    });
  }
}

async function read(response: Dispatcher.ResponseData): Promise<Reply> {
  return { ...head(response), body: await response.body.bytes() };
}

function head({ statusCode, headers }: Dispatcher.ResponseData): Omit<Reply, "body"> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith("x-amzn-sagemaker-") && value !== undefined) kept[name] = String(value);
  }
  const contentType = headers["content-type"];
  return {
    status: statusCode,
    contentType: contentType === undefined ? undefined : String(contentType),
    headers: kept,
  };
}
