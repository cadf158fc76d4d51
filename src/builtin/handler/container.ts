import { setTimeout as sleep } from "node:timers/promises";
import type { Invocation, Reply } from "../../pipeline/container.js";
import { ContainerError, ContainerUnavailable } from "../../pipeline/errors.js";
import type { NativeRunning } from "../../pipeline/native-image.js";
import { textReply } from "../native.js";
import { HandlerRun, type RunOptions } from "./run.js";

/** A worker that does not come by its event loop for so long while a call is given up is ended: it is in an endless loop. */
const stuckMs = 1_000;
/** `/ping` must answer within 2 s, as everywhere. */
const pingMs = 2_000;
/** Pauses before a worker that has crashed is started again; the last one repeats, a good minute starts over. */
const backOffMs = [0, 200, 1_000, 5_000, 15_000];
const goodHealthMs = 60_000;

const parameters = textReply(
  "application/json",
  JSON.stringify({ MaxConcurrentTransforms: 1, BatchStrategy: "MULTI_RECORD", MaxPayloadInMB: 6 }),
);

/** A handler in a worker thread of its own: it can neither block the server nor take it down. */
export class HandlerContainer implements NativeRunning {
  readonly name: string;
  readonly #options: RunOptions;
  readonly #defaultAccept: string;
  readonly #stopping = new AbortController();
  #run: HandlerRun | undefined;
  #supervision: Promise<void> | undefined;

  constructor({ name, ...options }: RunOptions & { readonly name: string }) {
    this.name = name;
    this.#options = options;
    this.#defaultAccept = options.environment.SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT ?? "";
  }

  /** Resolves when the module is loaded. Throws an `Error` with the reason when that fails. */
  async start(signal?: AbortSignal): Promise<void> {
    const run = new HandlerRun(this.#options);
    const stop = () => void run.stop();
    signal?.addEventListener("abort", stop);
    try {
      await run.ready;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    this.#run = run;
    this.#supervision ??= this.#supervise();
  }

  async ping(): Promise<number> {
    const run = this.#run;
    if (run === undefined) return 503;
    const late = new AbortController();
    const answered = run.ping().then(
      () => 200,
      () => 503,
    );
    const timeout = sleep(pingMs, 503, { signal: late.signal, ref: false }).catch(() => 503);
    return Promise.race([answered, timeout]).finally(() => late.abort());
  }

  executionParameters(): Promise<Reply> {
    return Promise.resolve(parameters);
  }

  async invoke(invocation: Invocation): Promise<Reply> {
    const run = this.#run;
    if (run === undefined) {
      throw new ContainerUnavailable(this.name, `Container ${this.name} has crashed and is being started again.`);
    }
    const { signal } = invocation;
    const givenUp = () => void this.#endIfStuck(run);
    signal?.addEventListener("abort", givenUp, { once: true });
    try {
      return await run.invoke(invocation, this.#defaultAccept);
    } catch (error) {
      throw new ContainerError(500, `The handler crashed: ${(error as Error).message}`, { cause: error });
    } finally {
      signal?.removeEventListener("abort", givenUp);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#run?.stop();
    await this.#supervision;
  }

  async #endIfStuck(run: HandlerRun): Promise<void> {
    const alive = run.ping().then(
      () => true,
      () => true,
    );
    if (await Promise.race([alive, sleep(stuckMs, false, { ref: false })])) return;
    this.#options.log("[kakehi] the handler does not give up a call whose time is over; ending it");
    await run.stop();
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; !signal.aborted; crashes++) {
      const since = Date.now();
      const ending = await this.#run?.ended;
      this.#run = undefined;
      if (signal.aborted) return;
      if (Date.now() - since > goodHealthMs) crashes = 0;
      this.#options.log(`[kakehi] the handler ended (${ending ?? "it did not start"}); starting it again`);
      await sleep(backOffMs[Math.min(crashes, backOffMs.length - 1)], undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.start(signal).catch(() => {});
    }
  }
}
