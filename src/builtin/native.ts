import type { Invocation, NativeContainer, Reply } from "../pipeline/container.js";
import { ContainerError, replyOf, spotText } from "../pipeline/errors.js";
import type { NativeRunning } from "../pipeline/native-image.js";

export interface NativeParts {
  readonly name: string;
  readonly native: NativeContainer;
  /** The body of `/execution-parameters`. */
  readonly executionParameters: string;
  readonly log: (line: string) => void;
}

/** A container out of the three steps of its `/invocations`. What it refuses goes to its log too, with the place. */
export function nativeContainer({ name, native, executionParameters, log }: NativeParts): NativeRunning {
  const parameters = textReply("application/json", executionParameters);
  const logged = withLog(native, log);
  return {
    name,
    native: logged,
    ping: () => Promise.resolve(200),
    executionParameters: () => Promise.resolve(parameters),
    invoke: (invocation) => Promise.resolve().then(() => invoke(logged, invocation)),
  };
}

/** A 200 answer. Its bytes come from Node's pool: short texts would each pay for storage of their own outside V8's heap. */
export function textReply(contentType: string, text: string): Reply {
  return { status: 200, contentType, headers: {}, body: Buffer.from(text) };
}

function invoke(native: NativeContainer, invocation: Invocation): Reply {
  try {
    return native.format(native.run(native.parse(invocation)), invocation.accept);
  } catch (error) {
    if (error instanceof ContainerError) return replyOf(error);
    throw error;
  }
}

function withLog(native: NativeContainer, log: (line: string) => void): NativeContainer {
  const logged = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      log(describe(error));
      throw error;
    }
  };
  return {
    ...native,
    parse: (invocation) => logged(() => native.parse(invocation)),
    run: (frame) => logged(() => native.run(frame)),
    format: (frame, accept) => logged(() => native.format(frame, accept)),
  };
}

function describe(error: unknown): string {
  if (!(error instanceof ContainerError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const spot = spotText(error.place);
  return `${error.status} ${error.body}${spot === "" ? "" : ` (${spot})`}`;
}
