/** What a container answers instead of a prediction: becomes its HTTP reply, or a `ModelError` that names the container. */
export class ContainerError extends Error {
  readonly status: number;
  /** The body as the container sends it: often, not always, the message. */
  readonly body: string;
  readonly contentType: string;

  constructor(status: number, body: string, options: { contentType?: string; cause?: unknown } = {}) {
    super(body, { cause: options.cause });
    this.name = "ContainerError";
    this.status = status;
    this.body = body;
    this.contentType = options.contentType ?? "text/plain";
  }
}
