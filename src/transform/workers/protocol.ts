import type { Block, BlockResult } from "../blocks/block.js";
import type { TransformFailure } from "../errors.js";
import type { BlockSettings, ExecutionParameters } from "../settings.js";

/** A container that a worker starts by itself: a `ContainerSpec` without its log, which cannot leave its thread. */
export interface ThreadContainer {
  readonly name: string;
  readonly image: string;
  readonly modelFolder?: string;
  readonly modelDigest?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startupTimeoutMs: number;
}

/** What a started pipeline says of itself. */
export interface PipelineFacts {
  /** Of the first container. */
  readonly parameters: ExecutionParameters;
  /** Whether all containers take frames. */
  readonly native: boolean;
  /** The content type that the last one answers with when it is asked for none. */
  readonly answers: string | undefined;
}

/** How blocks are to be transformed. */
export interface ThreadWork {
  readonly settings: BlockSettings;
  /** Requests for single records that a block may have under way. */
  readonly width: number;
}

export type ToThread =
  /** `containers`: the pipeline that the thread runs itself; absent when its requests are to be sent from the main thread. */
  | { readonly type: "start"; readonly containers: readonly ThreadContainer[] | undefined }
  | { readonly type: "begin"; readonly work: ThreadWork }
  | { readonly type: "block"; readonly id: number; readonly block: Block }
  | {
      readonly type: "answer";
      readonly request: number;
      readonly body: Uint8Array;
      readonly times: Readonly<Record<string, number>>;
    }
  | { readonly type: "refusal"; readonly request: number; readonly failure: ThreadFailure };

export type FromThread =
  | { readonly type: "ready"; readonly facts: PipelineFacts }
  | { readonly type: "start-failed"; readonly failure: ThreadFailure }
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
