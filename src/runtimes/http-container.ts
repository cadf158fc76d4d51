import { Readable } from "node:stream";
import { type Dispatcher, Pool } from "undici";
import type { Container, Invocation, Reply, StreamedInvocation, StreamedReply } from "../pipeline/container.js";
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
  readonly #origin: string;
  readonly #pool: Pool;
  /** For bodies that come piece by piece: nothing collects their answers, so these may be of any size. */
  #unlimited: Pool | undefined;

  constructor(name: string, origin: string) {
    this.name = name;
    this.#origin = origin;
    this.#pool = poolOf(origin, replyLimitBytes);
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
    return read(await post(this.#pool, invocation));
  }

  async stream({ body, ...invocation }: StreamedInvocation): Promise<StreamedReply> {
    let pool = this.#pool;
    if (!(body instanceof Uint8Array)) {
      this.#unlimited ??= poolOf(this.#origin, -1);
      pool = this.#unlimited;
    }
    const response = await post(pool, { ...invocation, body: body instanceof Uint8Array ? body : Readable.from(body) });
    return { ...head(response), body: response.body };
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#unlimited?.destroy()]);
  }
}

function poolOf(origin: string, maxResponseSize: number): Pool {
  return new Pool(origin, {
    connect: { timeout: connectTimeoutMs },
    // Below the idle time after which common servers (gunicorn, nginx in SageMaker's images) close a connection.
    keepAliveTimeout: 1_500,
    // The time budget of the pipeline is the only limit on an answer.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize,
  });
}

/** A body that is a stream goes with chunked transfer encoding. */
function post(
  pool: Pool,
  { contentType, accept, headers, body, signal }: Omit<Invocation, "body"> & { readonly body: Uint8Array | Readable },
): Promise<Dispatcher.ResponseData> {
  return pool.request({
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
