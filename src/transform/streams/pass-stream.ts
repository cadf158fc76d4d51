import { runChain } from "../../pipeline/chain.js";
import type { StreamedReply } from "../../pipeline/container.js";
import { Deadline, DeadlinePassed } from "../../pipeline/deadline.js";
import { badAnswer, ContainerUnavailable, noAnswer, StageError, timedOut } from "../../pipeline/errors.js";
import type { Stage, StageReport } from "../../pipeline/stage.js";
import { rowSplitter, rowsOf } from "../blocks/row-check.js";
import { transformErrorOf } from "../blocks/send.js";
import { notRead, rowCount, TransformError } from "../errors.js";
import type { BlockSettings } from "../settings.js";
import { Flow } from "./flow.js";

/** A request that is as large as its object. */
export interface StreamRequest {
  readonly body: AsyncIterable<Uint8Array>;
  /** How many records the body has had; known when it has been read to its end. */
  records(): number;
  /** Told at the end how long each container took. */
  took(times: Times): void;
}

/** Milliseconds that each container took. */
export type Times = Readonly<Record<string, number>>;

/**
 * Passes a request through the containers of a pipeline piece by piece, so that nothing of it is kept: each gets it with chunked
 * transfer encoding, and its answer goes to the next as it comes. Containers that cannot be reached piece by piece (built-in
 * ones) get what comes to them in one piece. The time limit is for the whole. Gives the last one's answer;
 * throws `TransformError`, or the signal's reason.
 */
export async function* passStream(
  stages: readonly Stage[],
  request: StreamRequest,
  settings: BlockSettings,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const over = new AbortController();
  const stop = () => over.abort(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const passage = new Passage(stages, request, settings, over.signal);
  try {
    yield* await passage.begin();
    request.took(passage.end());
  } catch (error) {
    throw signal.aborted ? signal.reason : passage.causeOf(error);
  } finally {
    signal.removeEventListener("abort", stop);
    over.abort(new Error("the request has ended"));
    passage.deadline.clear();
  }
}

/** One request on its way. */
class Passage {
  readonly deadline: Deadline;
  readonly #stages: readonly Stage[];
  readonly #request: StreamRequest;
  readonly #settings: BlockSettings;
  readonly #end: number;
  /** The object, then the answer of each container that was reached piece by piece, or of several that were not. */
  readonly #flows: Flow[];
  /** The container that is called. */
  #at: Stage;
  readonly #clocks: { readonly name: string; readonly ms: () => number }[] = [];
  /** Rows that containers have answered, where they are to be compared with the records. */
  readonly #rows: { readonly name: string; readonly count: () => number | undefined }[] = [];

  constructor(stages: readonly Stage[], request: StreamRequest, settings: BlockSettings, signal: AbortSignal) {
    this.#stages = stages;
    this.#request = request;
    this.#settings = settings;
    this.#end = performance.now() + settings.timeoutMs;
    this.deadline = new Deadline(settings.timeoutMs, signal);
    this.#flows = [new Flow({ from: "the object", contentType: settings.contentType, body: request.body })];
    this.#at = stages[0];
  }

  /** Calls the containers in order; answers the last one's answer when its head is there. */
  async begin(): Promise<Flow> {
    for (let index = 0; index < this.#stages.length; ) {
      const stage = this.#stages[index];
      const next = stage.container.stream ? index + 1 : this.#nextStreamed(index);
      const accept = next === this.#stages.length ? this.#settings.accept : undefined;
      this.#at = stage;
      const from = this.#flows.at(-1)!;
      const flow = stage.container.stream
        ? await this.#streamed(stage, from, accept)
        : await this.#collected(this.#stages.slice(index, next), from, accept);
      this.#flows.push(flow);
      index = next;
    }
    return this.#flows.at(-1)!;
  }

  /** When the last answer was read: whether all was read and answered, row by row, and how long it took. */
  end(): Times {
    const unread = this.#flows.findIndex(({ ended }) => !ended);
    if (unread >= 0) throw notRead(this.#flows[unread + 1]?.from ?? this.#at.name);
    const records = this.#request.records();
    for (const { name, count } of this.#rows) {
      const rows = count();
      if (rows !== undefined && rows !== records) throw rowCount(name, records, rows);
    }
    return Object.fromEntries(this.#clocks.map(({ name, ms }) => [name, Math.max(0, ms())]));
  }

  /** What an error comes from: one that broke a flow is seen by everyone behind it. */
  causeOf(error: unknown): unknown {
    const [object, ...answers] = this.#flows;
    if (object!.failure !== undefined) return object!.failure.error;
    if (this.deadline.signal.reason instanceof DeadlinePassed) {
      return transformErrorOf(timedOut(answers.find(({ waiting }) => waiting)?.from ?? this.#at.name));
    }
    const broken = answers.find(({ failure }) => failure !== undefined);
    if (broken !== undefined) return transformErrorOf(noAnswer(broken.from, broken.failure!.error));
    const known = [TransformError, StageError, ContainerUnavailable].some((kind) => error instanceof kind);
    return transformErrorOf(known ? error : noAnswer(this.#at.name, error));
  }

  #nextStreamed(index: number): number {
    const next = this.#stages.findIndex(({ container }, other) => other > index && container.stream !== undefined);
    return next < 0 ? this.#stages.length : next;
  }

  async #streamed({ name, container }: Stage, from: Flow, accept: string | undefined): Promise<Flow> {
    const { signal } = this.deadline;
    const started = performance.now();
    const call = container.stream!({ contentType: from.contentType, accept, headers: {}, body: from, signal });
    const reply = await this.deadline.race(call);
    if (reply.status < 200 || reply.status > 299) throw badAnswer(name, { ...reply, body: await beginningOf(reply) });
    const headMs = performance.now() - started;
    const rows = this.#checksRows ? rowSplitter(reply.contentType) : undefined;
    const flow = new Flow({ from: name, contentType: reply.contentType, body: reply.body, rows });
    this.#rows.push({ name, count: () => flow.rows });
    // What it waited for from the one before it is that one's time.
    this.#clocks.push({ name, ms: () => headMs + flow.waitedMs - from.waitedMs });
    return flow;
  }

  async #collected(stages: readonly Stage[], from: Flow, accept: string | undefined): Promise<Flow> {
    const pieces: Uint8Array[] = [];
    for await (const piece of from) pieces.push(piece);
    const stage = (report: StageReport) => {
      const rows = this.#checksRows ? (report.rows ?? rowsOf(report)) : undefined;
      this.#rows.push({ name: report.name, count: () => rows });
      this.#clocks.push({ name: report.name, ms: () => report.ms });
    };
    const invocation = { contentType: from.contentType, accept, headers: {}, body: Buffer.concat(pieces) };
    const options = { budgetMs: this.#end - performance.now(), hopLimitBytes: Number.POSITIVE_INFINITY, fuse: true };
    const { contentType, body } = await runChain(stages, { ...invocation, signal: this.deadline.signal }, options, {
      stage,
    });
    return new Flow({ from: stages.at(-1)!.name, contentType, body: onePiece(body) });
  }

  get #checksRows(): boolean {
    return this.#stages.length > 1 && this.#settings.split === "Line";
  }
}

/** How much of a refusal's text is kept. */
const refusalBytes = 64 * 1024;

async function beginningOf({ body }: StreamedReply): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    pieces.push(piece);
    length += piece.length;
    if (length >= refusalBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, refusalBytes);
}

async function* onePiece(body: Uint8Array): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield body;
}
