import type { Block, BlockResult } from "../blocks/block.js";
import type { TransformFailure } from "../errors.js";
import type { BlockSettings } from "../settings.js";

/** A container that a worker starts by itself: a `ContainerSpec` without its log, which cannot leave its thread. */
export interface ThreadContainer {
  readonly name: string;
  readonly image: string;
  readonly modelFolder?: string;
  readonly modelDigest?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startupTimeoutMs: number;
}

/** What a worker thread is started with. */
export interface ThreadStart {
  readonly settings: BlockSettings;
  /** The pipeline that the thread runs itself; absent when its requests are to be sent from the main thread. */
  readonly containers?: readonly ThreadContainer[];
  /** Requests for single records that a block may have under way. */
  readonly width: number;
}

export type ToThread =
  | { readonly type: "block"; readonly id: number; readonly block: Block }
  | {
      readonly type: "answer";
      readonly request: number;
      readonly body: Uint8Array;
      readonly times: Readonly<Record<string, number>>;
    }
  | { readonly type: "refusal"; readonly request: number; readonly failure: ThreadFailure };

export type FromThread =
  | { readonly type: "ready" }
  | { readonly type: "start-failed"; readonly container: string; readonly message: string }
  | { readonly type: "log"; readonly container: string; readonly line: string }
  | { readonly type: "result"; readonly id: number; readonly result: BlockResult }
  | { readonly type: "failed"; readonly id: number; readonly failure: ThreadFailure }
  | {
      readonly type: "request";
      readonly request: number;
      readonly block: number;
      readonly body: Uint8Array;
      readonly records: number;
    };

/** A `TransformError`, or the text of an error that nobody foresaw. */
export type ThreadFailure = TransformFailure | { readonly unforeseen: string };
