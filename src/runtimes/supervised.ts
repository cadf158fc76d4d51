import { setTimeout as sleep } from "node:timers/promises";
import type { Invocation, Reply, StreamedInvocation, StreamedReply } from "../pipeline/container.js";
import { ContainerUnavailable } from "../pipeline/errors.js";
import { untilHealthy } from "./health.js";
import { HttpContainer } from "./http-container.js";
import { type ContainerSpec, type RunningContainer, StartError } from "./runtime.js";
import { Tail } from "./tail.js";

/** Pauses before a crashed container is started again, in ms; the last one repeats. A minute of good health starts over. */
const backOffMs = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const goodHealthMs = 60_000;

/** One run of a container, from its start to its end; what a runtime has to supply. */
export interface Run {
  /** Where its HTTP is reached. */
  readonly origin: string;
  /** Resolves when it has ended and its output has been read, with how it ended: `exit code 3`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Ends it: SIGTERM, and SIGKILL after the runtime's grace. */
  stop(): Promise<void>;
}

/** Starts one run, not yet healthy. Called again after a crash. */
export type Launch = (log: (line: string) => void) => Promise<Run>;

/** A container behind HTTP that is started again when it crashes; until it is back, calls are refused at once. */
export class SupervisedContainer implements RunningContainer {
  readonly name: string;
  readonly #spec: ContainerSpec;
  readonly #launch: Launch;
  readonly #tail = new Tail();
  readonly #stopping = new AbortController();
  #run: Run | undefined;
  #http: HttpContainer | undefined;
  #supervision: Promise<void> | undefined;
  #lastEnding = "";

  constructor(spec: ContainerSpec, launch: Launch) {
    this.name = spec.name;
    this.#spec = spec;
    this.#launch = launch;
  }

  /** Starts the container and answers when it is healthy; throws `StartError` when it does not become so. */
  async start(signal?: AbortSignal): Promise<this> {
    await this.#begin(signal);
    this.#supervision = this.#supervise();
    return this;
  }

  async ping(signal?: AbortSignal): Promise<number> {
    return this.#here().ping(signal);
  }

  async executionParameters(signal?: AbortSignal): Promise<Reply> {
    return this.#here().executionParameters(signal);
  }

  async invoke(invocation: Invocation): Promise<Reply> {
    return this.#here().invoke(invocation);
  }

  async stream(invocation: StreamedInvocation): Promise<StreamedReply> {
    return this.#here().stream(invocation);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#run?.stop();
    await this.#supervision;
  }

  #here(): HttpContainer {
    if (this.#http !== undefined) return this.#http;
    const message = `Container ${this.name} is not running (${this.#lastEnding || "stopped"}); it is being started again.`;
    throw new ContainerUnavailable(this.name, message);
  }

  #log(line: string): void {
    this.#tail.add(line);
    this.#spec.log(line);
  }

  /** One run from launch to healthy. */
  async #begin(outer?: AbortSignal): Promise<void> {
    const record = { last: "it was not pinged yet" };
    const over = new AbortController();
    const { signal } = over;
    const stop = () => over.abort("stopped");
    const stops = outer === undefined ? [this.#stopping.signal] : [this.#stopping.signal, outer];
    // Not `AbortSignal.any`: Node 20 keeps a joined signal as long as the longest-lived of its parts.
    for (const each of stops) each.addEventListener("abort", stop);
    if (stops.some((each) => each.aborted)) stop();
    let timer: NodeJS.Timeout | undefined;
    let run: Run | undefined;
    let http: HttpContainer | undefined;
    try {
      run = await unlessAborted(
        this.#launch((line) => this.#log(line)),
        signal,
      );
      // Not before: an image may have to be pulled first.
      timer = setTimeout(() => over.abort("late"), this.#spec.startupTimeoutMs);
      const client = new HttpContainer(this.name, run.origin);
      http = client;
      void run.ended.then((ending) => over.abort(ending));
      await untilHealthy((each) => client.ping(each), signal, record);
      this.#run = run;
      this.#http = http;
    } catch (error) {
      await Promise.allSettled([run?.stop(), http?.close()]);
      outer?.throwIfAborted();
      const message = signal.aborted ? this.#whyNot(signal.reason, record.last) : (error as Error).message;
      throw new StartError(this.name, message, { cause: error });
    } finally {
      clearTimeout(timer);
      for (const each of stops) each.removeEventListener("abort", stop);
    }
  }

  #whyNot(reason: unknown, lastPing: string): string {
    const why =
      reason === "late"
        ? `it was not healthy after ${this.#spec.startupTimeoutMs / 1000} s`
        : `it ended (${reason}) before it was healthy`;
    return `${why}, ${lastPing}.${this.#tail.sentence()}`;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; ; crashes++) {
      const since = Date.now();
      this.#lastEnding = await this.#run!.ended;
      const http = this.#http;
      this.#run = undefined;
      this.#http = undefined;
      await http?.close();
      if (signal.aborted) return;
      if (Date.now() - since > goodHealthMs) crashes = 0;
      this.#log(`[kakehi] the container ended (${this.#lastEnding}); starting it again`);
      crashes += await this.#restart(crashes);
      if (signal.aborted) return;
    }
  }

  /** Tries until it is healthy again or stopped; answers how many tries failed. */
  async #restart(crashes: number): Promise<number> {
    const { signal } = this.#stopping;
    for (let failed = 0; ; failed++) {
      const pause = backOffMs[Math.min(crashes + failed, backOffMs.length - 1)];
      await sleep(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) return failed;
      try {
        await this.#begin();
        return failed;
      } catch (error) {
        if (signal.aborted) return failed;
        this.#log(`[kakehi] it did not start again: ${(error as Error).message}`);
      }
    }
  }
}

/** The run that is being launched, or the signal's reason when that fires first; a run that comes too late is ended. */
async function unlessAborted(launched: Promise<Run>, signal: AbortSignal): Promise<Run> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([launched, aborted]);
  } catch (error) {
    launched.then((run) => run.stop()).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
