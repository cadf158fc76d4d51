import type { Frame } from "../frame/types.js";

/**
 * A container is anything that answers `/ping` and `/invocations` (SageMaker's "Use your own inference code" contract).
 * What is below HTTP is all that the chain knows of it, so a native container, a process and a Docker container look alike.
 */
export interface Container {
  /** `primary`, `container-2`, or the ContainerHostname: the name that error messages use. */
  readonly name: string;
  ping(signal?: AbortSignal): Promise<number>;
  executionParameters(signal?: AbortSignal): Promise<Reply>;
  invoke(invocation: Invocation): Promise<Reply>;
  /**
   * As `invoke`, but answers with the reply's head as soon as that is there, and takes a body that is still being made. Present
   * where a container can be reached piece by piece.
   */
  stream?(invocation: StreamedInvocation): Promise<StreamedReply>;
  /** Present when the container runs in this process and can take or give frames instead of bytes. */
  readonly native?: NativeContainer;
}

/** One call of `/invocations`. Header names are lower case; content type and accept stand apart because every stage needs them. */
export interface Invocation {
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  /** Further headers to pass on: `x-amzn-sagemaker-*`, `traceparent`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Fires when the time budget is spent or the client has gone. */
  readonly signal?: AbortSignal;
}

/** A call whose body may come piece by piece: its length is then not known, and there is no limit to the reply's. */
export interface StreamedInvocation extends Omit<Invocation, "body"> {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Only headers that travel on, such as `x-amzn-sagemaker-custom-attributes`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A reply whose body is still being sent. */
export interface StreamedReply extends Omit<Reply, "body"> {
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * The three steps of a native container's `/invocations`. `invoke` is exactly `format(run(parse(invocation)))`; between two
 * native neighbours the chain calls `adopt` instead of `format` and `parse`, and the answer must be the same, byte for byte.
 * Every step throws `ContainerError` with the status and body that the original container would answer.
 * Rows of a CSV request are independent: what a row becomes does not depend on those beside it, and an answer in CSV has a line
 * (or lines) for each row, in order; so a batch may be taken through in pieces. The container's frames (`Own`) may carry further
 * members; they are the same for all pieces of a request.
 */
export interface NativeContainer<Own extends Frame = Frame> {
  parse(invocation: Invocation): Own;
  run(frame: Own): Own;
  /** Writes `frame` for an Accept header (undefined: the container's default). */
  format(frame: Own, accept: string | undefined): Reply;
  /** The content type that `format(frame, undefined)` would answer with. */
  defaultContentType(): string;
  /**
   * Takes the previous stage's output as a frame, as if it had been written in `contentType` and parsed here. Answers
   * undefined where that would not give the very same frame; the chain then goes through bytes.
   */
  adopt(frame: Frame, contentType: string): Own | undefined;
}
