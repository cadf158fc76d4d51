import { setTimeout as sleep } from "node:timers/promises";
import { runChain } from "../../pipeline/chain.js";
import { StageError } from "../../pipeline/errors.js";
import type { Stage, StageReport } from "../../pipeline/stage.js";
import { badAnswer, noResponse, TransformError } from "../errors.js";
import type { BlockSettings } from "../settings.js";
import { RowCheck } from "./row-check.js";

/** One request of a job. */
export interface Request {
  readonly body: Uint8Array;
  readonly records: number;
}

export interface Answer {
  readonly body: Uint8Array;
  /** Milliseconds that each container took. */
  readonly stages: Readonly<Record<string, number>>;
}

/** Sends a request through a pipeline. Throws `TransformError`, or the signal's reason when that fires. */
export type Invoke = (request: Request, signal: AbortSignal) => Promise<Answer>;

/**
 * An `Invoke` over the containers of one pipeline. Retried are 5xx answers, broken connections and time-outs, as often as
 * `ModelClientConfig` says; a 4xx is the record's fault and comes back the same.
 */
export function invokeStages(stages: readonly Stage[], settings: BlockSettings): Invoke {
  const options = { budgetMs: settings.timeoutMs, hopLimitBytes: Number.POSITIVE_INFINITY, fuse: true };
  return async ({ body, records }, signal) => {
    const times: Record<string, number> = {};
    const check = stages.length > 1 && settings.strategy === "MultiRecord" && settings.split === "Line";
    for (let attempt = 0; ; attempt++) {
      const rows = check ? new RowCheck(records) : undefined;
      const stage = (report: StageReport) => {
        times[report.name] = (times[report.name] ?? 0) + report.ms;
        rows?.see(report);
      };
      const invocation = { contentType: settings.contentType, accept: settings.accept, headers: {}, body, signal };
      try {
        const reply = await runChain(stages, invocation, options, { stage });
        rows?.verdict();
        return { body: reply.body, stages: times };
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const failure = transformErrorOf(error);
        if (failure.code === "client-error" || failure.code === "row-count" || attempt >= settings.retries)
          throw failure;
        await sleep(retryDelay(attempt), undefined, { signal });
      }
    }
  };
}

/** 100 ms, doubled every time: a container that restarts gets a moment, and nothing waits long. */
function retryDelay(attempt: number): number {
  return 100 * 2 ** attempt;
}

function transformErrorOf(error: unknown): TransformError {
  if (error instanceof TransformError) return error;
  if (!(error instanceof StageError)) throw error;
  return error.status === 0
    ? noResponse(error.container, error.body, error)
    : badAnswer(error.container, error.status, error.body);
}
