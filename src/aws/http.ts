/** A request as it came over HTTP, nothing decoded: signatures are over these very bytes. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the `?`; empty when there is none. */
  readonly query: string;
  /** Names in lower case; repeated headers as Node joins them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Name, value, name, value, … as sent. */
  readonly rawHeaders: readonly string[];
}

export interface HttpReply {
  readonly status: number;
  /** Whoever sends the reply may add to them. */
  readonly headers: Record<string, string | number>;
  /** A stream is sent with the `content-length` of `headers`, or chunked when there is none. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** A header that may stand only once; of a repeated one, what Node made of it. */
export function headerOf(request: Pick<HttpRequest, "headers">, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : value?.join(",");
}
