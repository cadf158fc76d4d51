import { randomUUID } from "node:crypto";
import type { Invocation, Reply } from "./container.js";
import { type ErrorPlace, StageError } from "./errors.js";
import type { StageObserver, StageReport } from "./stage.js";

/** What a client may ask to be kept of its request: how long each stage took, or also what went in and came out. */
export type TraceDetail = "times" | "data";

export interface TracePayload {
  readonly contentType?: string;
  /** As sent, before any cut. */
  readonly bytes: number;
  /** The text, or base64 where the bytes are not UTF-8; the first 64 KiB. */
  readonly data: string;
  readonly encoding: "text" | "base64";
  readonly truncated: boolean;
}

export interface TracedStage {
  readonly container: string;
  readonly ms: number;
  readonly status: number;
  readonly handedOver: boolean;
  readonly output?: TracePayload;
}

/** One request's way through a pipeline. Plain JSON: this is what `GET /_kakehi/traces/{id}` answers. */
export interface TraceDocument {
  readonly id: string;
  readonly endpoint: string;
  readonly variant: string;
  readonly time: string;
  readonly ms: number;
  readonly input?: TracePayload;
  /** A stage's input is the output of the one before it, the first one's is the request. */
  readonly stages: readonly TracedStage[];
  readonly error?: string;
  /** Of the error: a bundle's node and op, a column and a row of the input, as far as they are known. */
  readonly place?: ErrorPlace;
}

const payloadLimit = 64 * 1024;

/** Records the stages of one invocation. */
export class Trace implements StageObserver {
  readonly id = randomUUID();
  readonly #started = performance.now();
  readonly #time = new Date().toISOString();
  readonly #detail: TraceDetail;
  readonly #stages: TracedStage[] = [];

  constructor(detail: TraceDetail) {
    this.#detail = detail;
  }

  stage(report: StageReport): void {
    const output = this.#detail === "data" ? outputOf(report) : undefined;
    this.#stages.push({
      container: report.name,
      ms: rounded(report.ms),
      status: report.status,
      handedOver: report.handedOver,
      ...(output && { output: payload(output) }),
    });
  }

  finish(where: { endpoint: string; variant: string }, request: Invocation, error?: Error): TraceDocument {
    return {
      id: this.id,
      ...where,
      time: this.#time,
      ms: rounded(performance.now() - this.#started),
      ...(this.#detail === "data" && { input: payload(request) }),
      stages: this.#stages,
      ...(error && { error: error.message }),
      ...(error instanceof StageError && { place: error.place }),
    };
  }
}

/** The newest traces, as many as fit a number and a size; the oldest go first. */
export class TraceStore {
  readonly #documents = new Map<string, { document: TraceDocument; size: number }>();
  readonly #limits: { readonly count: number; readonly bytes: number };
  #bytes = 0;

  constructor(limits = { count: 1000, bytes: 32 * 1024 * 1024 }) {
    this.#limits = limits;
  }

  add(document: TraceDocument): void {
    const size = JSON.stringify(document).length;
    this.#documents.set(document.id, { document, size });
    this.#bytes += size;
    for (const [id, oldest] of this.#documents) {
      if (this.#documents.size <= this.#limits.count && this.#bytes <= this.#limits.bytes) break;
      this.#documents.delete(id);
      this.#bytes -= oldest.size;
    }
  }

  get(id: string): TraceDocument | undefined {
    return this.#documents.get(id)?.document;
  }
}

/** A frame that was handed over may be one that cannot be written: then a trace has no text for it, and the request goes on. */
function outputOf(report: StageReport): Reply | undefined {
  try {
    return report.output();
  } catch {
    return undefined;
  }
}

function payload(message: Pick<Reply, "body"> & { contentType: string | undefined }): TracePayload {
  const { body, contentType } = message;
  const kept = body.subarray(0, payloadLimit);
  const text = new TextDecoder().decode(kept, { stream: true });
  const isText = !text.includes("\ufffd");
  return {
    ...(contentType !== undefined && { contentType }),
    bytes: body.length,
    data: isText ? text : Buffer.from(kept).toString("base64"),
    encoding: isText ? "text" : "base64",
    truncated: kept.length < body.length,
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
