import { Client, type Dispatcher } from "undici";

/**
 * The few calls of Docker's Engine API that a runtime needs, over its socket. (The common client library brings three packages
 * that compile or download at install time; this is one file.)
 */
export class Engine {
  readonly #host: string;

  /** @param host as in `DOCKER_HOST`: `unix:///var/run/docker.sock` or `tcp://127.0.0.1:2375`. */
  constructor(host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock") {
    this.#host = host;
  }

  /** Sends JSON, answers JSON (undefined for an empty reply). Throws `EngineError` for what the engine refuses. */
  async call<T>(method: Dispatcher.HttpMethod, path: string, json?: unknown): Promise<T> {
    const { body, close } = await this.#send(method, path, json);
    try {
      const text = await body.text();
      return (text === "" ? undefined : JSON.parse(text)) as T;
    } finally {
      await close();
    }
  }

  /** The reply's bytes as they come; the connection is closed when the reading ends. */
  async *stream(method: Dispatcher.HttpMethod, path: string): AsyncGenerator<Buffer> {
    const { body, close } = await this.#send(method, path);
    try {
      yield* body;
    } finally {
      body.destroy();
      await close();
    }
  }

  async #send(method: Dispatcher.HttpMethod, path: string, json?: unknown) {
    const unix = this.#host.startsWith("unix://");
    const client = new Client(unix ? "http://localhost" : this.#host.replace(/^tcp:/, "http:"), {
      ...(unix && { socketPath: this.#host.slice("unix://".length) }),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const close = () => client.destroy();
    try {
      const { statusCode, body } = await client.request({
        method,
        path: `/v1.40${path}`,
        ...(json !== undefined && { body: JSON.stringify(json), headers: { "content-type": "application/json" } }),
      });
      if (statusCode < 400) return { body, close };
      throw new EngineError(statusCode, messageOf(await body.text()));
    } catch (error) {
      await close();
      if (error instanceof EngineError) throw error;
      throw new EngineError(0, `no Docker engine answers at ${this.#host}: ${(error as Error).message}`, error);
    }
  }
}

/** What the engine refused, in its own words; status 0 when there is no engine. */
export class EngineError extends Error {
  readonly status: number;

  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "EngineError";
    this.status = status;
  }
}

function messageOf(text: string): string {
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text;
  }
}
