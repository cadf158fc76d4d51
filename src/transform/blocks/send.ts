import { setTimeout as sleep } from "node:timers/promises";
import { runChain } from "../../pipeline/chain.js";
import { ContainerUnavailable, StageError } from "../../pipeline/errors.js";
import { answerApart, answerTogether } from "../../pipeline/native-rows.js";
import type { Stage, StageReport } from "../../pipeline/stage.js";
import { badAnswer, noResponse, TransformError } from "../errors.js";
import { mediaType } from "../job.js";
import type { BlockSettings } from "../settings.js";
import { countByte, indexOfByte } from "../split/index-of-byte.js";
import { CR, LF } from "../split/line.js";
import { joinRecords, pieceBytes, piecesOf } from "./column-pieces.js";
import { RowCheck } from "./row-check.js";

/** One request of a job. */
export interface Request {
  readonly body: Uint8Array;
  readonly records: number;
}

export interface Answer<Body = Uint8Array> {
  readonly body: Body;
  /** Milliseconds that each container took. */
  readonly times: Readonly<Record<string, number>>;
}

/** Sends the requests of a job through a pipeline. */
export interface Sender {
  /** Throws `TransformError`, or the signal's reason when that fires. */
  send(request: Request, signal: AbortSignal): Promise<Answer>;
  /**
   * Answers several requests of one record each at once, where that gives each the answer it would have got alone. Undefined
   * where it might not: each has to be sent then.
   */
  sendApart?(bodies: readonly Uint8Array[]): Answer<readonly Uint8Array[]> | undefined;
  /**
   * Answers lines that would each be sent alone, as they stand in the object, with a line for each: what `AssembleWith: Line`
   * makes of their answers. Undefined where it might not be.
   */
  sendLines?(lines: Uint8Array, records: number): Answer | undefined;
}

/**
 * Resolves when all containers answer `/ping` after a request that got no answer: `broken` when its connection broke, as it does
 * when a container crashes. Throws `TransformError` (no-ping).
 */
export type Recover = (broken: boolean, signal: AbortSignal) => Promise<void>;

/**
 * A sender over the containers of one pipeline. Retried are 5xx answers, broken connections and time-outs, as often as
 * `ModelClientConfig` says; a 4xx is the record's fault and comes back the same. CSV goes through native containers in column
 * blocks.
 * @param recover is waited for after a request that got no answer, so that the next one does not meet a container that has
 * crashed and is being started again.
 */
export function senderOf(stages: readonly Stage[], settings: BlockSettings, recover?: Recover): Sender {
  const { contentType = "", accept } = settings;
  const columns =
    mediaType(contentType) === "text/csv" && stages.every(({ container }) => container.native !== undefined);
  return {
    async send(request, signal) {
      const pieces = columns && request.body.length > pieceBytes ? piecesOf(request.body) : undefined;
      const answer = pieces && answerTogether(stages, { pieces, records: request.records, contentType, accept });
      return answer ?? sendThroughChain(stages, settings, recover, request, signal);
    },
    ...(columns && {
      sendApart(bodies) {
        const piece = joinRecords(bodies);
        return piece && answerApart(stages, { pieces: [piece], records: bodies.length, contentType, accept });
      },
      sendLines(lines, records) {
        // A carriage return may be a line's end of its own to a container.
        if (indexOfByte(lines, CR) >= 0) return undefined;
        const answer = answerTogether(stages, { pieces: piecesOf(lines), records, contentType, accept });
        return answer?.csv && linesOf(answer.body) === records ? answer : undefined;
      },
    }),
  };
}

function linesOf(body: Uint8Array): number {
  return countByte(body, LF) + (body.at(-1) === LF ? 0 : 1);
}

async function sendThroughChain(
  stages: readonly Stage[],
  settings: BlockSettings,
  recover: Recover | undefined,
  { body, records }: Request,
  signal: AbortSignal,
): Promise<Answer> {
  const { contentType, accept, timeoutMs, retries, strategy, split } = settings;
  const options = { budgetMs: timeoutMs, hopLimitBytes: Number.POSITIVE_INFINITY, fuse: true };
  const check = stages.length > 1 && strategy === "MultiRecord" && split === "Line";
  const times: Record<string, number> = {};
  for (let attempt = 0; ; attempt++) {
    const rows = check ? new RowCheck(records) : undefined;
    const stage = (report: StageReport) => {
      times[report.name] = (times[report.name] ?? 0) + report.ms;
      rows?.see(report);
    };
    try {
      const reply = await runChain(stages, { contentType, accept, headers: {}, body, signal }, options, { stage });
      rows?.verdict();
      return { body: reply.body, times };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const failure = transformErrorOf(error);
      if (failure.code === "no-response") await recover?.(!isTimeOut(failure), signal);
      if (!worthRetrying.has(failure.code) || attempt >= retries) throw failure;
      await sleep(retryDelay(attempt), undefined, { signal });
    }
  }
}

export const worthRetrying: ReadonlySet<string> = new Set(["server-error", "no-response"]);

/** A container that did not answer in time has no error to give as the cause. */
function isTimeOut({ cause }: TransformError): boolean {
  return cause instanceof StageError && cause.cause === undefined;
}

/** 100 ms, doubled every time: a container that restarts gets a moment, and nothing waits long. */
function retryDelay(attempt: number): number {
  return 100 * 2 ** attempt;
}

/** The failure of a request, whoever noticed it. Throws on what nobody foresaw. */
export function transformErrorOf(error: unknown): TransformError {
  if (error instanceof TransformError) return error;
  if (error instanceof ContainerUnavailable) return noResponse(error.container, error.message, error);
  if (!(error instanceof StageError)) throw error;
  const { row: _, ...place } = error.place;
  return error.status === 0
    ? noResponse(error.container, error.body, error)
    : badAnswer(error.container, error.status, error.body, place);
}
