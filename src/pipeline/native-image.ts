import type { Container } from "./container.js";

/** What a native container is started with; the same facts an image finds in its environment and under `/opt/ml/model`. */
export interface NativeStart {
  /** `primary`, `container-N` or the ContainerHostname. */
  readonly name: string;
  readonly image: string;
  /** The unpacked model artifact; absent when the model has none. */
  readonly modelFolder?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** A container that lives in this process (or in a worker thread of it). */
export interface NativeRunning extends Container {
  /** Present when there is something to end, such as a worker. */
  stop?(): Promise<void>;
}

/** An image that needs no container engine: known by its URI or short name, written in TypeScript. */
export interface NativeImage {
  matches(image: string): boolean;
  /** Loads the model. Throws an `Error` whose message tells a user what is wrong with the artifact or the environment. */
  start(start: NativeStart, signal?: AbortSignal): Promise<NativeRunning>;
}
