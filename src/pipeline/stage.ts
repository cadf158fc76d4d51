import type { Frame } from "../frame/types.js";
import type { Container, Reply } from "./container.js";
import { StageError } from "./errors.js";

/** One container of a pipeline under the name that messages and logs use for it. */
export interface Stage {
  /** `primary`, `container-N` or the ContainerHostname. */
  readonly name: string;
  readonly container: Container;
}

/**
 * The names of a model's containers. SageMaker calls a single one `primary` and ignores its host name; those of a pipeline are
 * their `ContainerHostname`s or, where none is given, `container-1`, `container-2`, … ("Log Amazon SageMaker Events").
 */
export function stageNames(hostnames: readonly (string | undefined)[]): string[] {
  if (hostnames.length === 1) return ["primary"];
  return hostnames.map((hostname, index) => hostname ?? `container-${index + 1}`);
}

/** What a stage leaves: bytes, or a frame that the next stage has already taken over. */
export interface StageOutput {
  readonly reply: Reply | undefined;
  readonly adopted: Frame | undefined;
  /** A native stage's output before it was handed over or written. */
  readonly frame: Frame | undefined;
}

/** Is told of every stage that a chain has run, in order, the failed one included. */
export interface StageObserver {
  stage(report: StageReport): void;
}

export interface StageReport {
  readonly name: string;
  readonly ms: number;
  /** The status it answered with; 0 when there was no answer. */
  readonly status: number;
  /** Whether its output went to the next stage as a frame, with no bytes in between. */
  readonly handedOver: boolean;
  /** Rows of a native stage's output; undefined for a container that only sends bytes. */
  readonly rows: number | undefined;
  /** The output in bytes, written for this call when it was handed over. Undefined when there was no answer. */
  output(): Reply | undefined;
}

/** Starts the clock of one stage; one of the two functions ends it and reports. */
export function watch(
  stage: Stage,
  observer: StageObserver,
): { done(output: StageOutput): void; failed(error: unknown): void } {
  const started = performance.now();
  const { name, container } = stage;
  return {
    done({ reply, frame }) {
      const ms = performance.now() - started;
      const output = () => reply ?? container.native!.format(frame!, undefined);
      observer.stage({
        name,
        ms,
        status: reply?.status ?? 200,
        handedOver: reply === undefined,
        rows: frame?.rows,
        output,
      });
    },
    failed(error) {
      const ms = performance.now() - started;
      const answer = error instanceof StageError ? error : undefined;
      const body = new TextEncoder().encode(answer?.body);
      const reply = answer && { status: answer.status, contentType: undefined, headers: {}, body };
      observer.stage({
        name,
        ms,
        status: answer?.status ?? 0,
        handedOver: false,
        rows: undefined,
        output: () => reply,
      });
    },
  };
}
