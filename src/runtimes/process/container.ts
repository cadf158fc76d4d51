import { setTimeout as sleep } from "node:timers/promises";
import type { Invocation, Reply } from "../../pipeline/container.js";
import { ContainerUnavailable } from "../../pipeline/errors.js";
import { untilHealthy } from "../health.js";
import { HttpContainer } from "../http-container.js";
import { Tail } from "../lines.js";
import { type ContainerSpec, type RunningContainer, StartError } from "../runtime.js";
import { Child } from "./child.js";
import { environmentOf } from "./environment.js";
import type { Manifest } from "./manifest.js";
import { freePorts } from "./ports.js";

/** Pauses before a crashed container is started again, in ms; the last one repeats. A minute of good health starts over. */
const backOffMs = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const goodHealthMs = 60_000;

/** One process and the HTTP in front of it. When it crashes it is started again; until then calls are refused at once. */
export class ProcessContainer implements RunningContainer {
  readonly name: string;
  readonly #spec: ContainerSpec;
  readonly #manifest: Manifest;
  readonly #stopGraceMs: number;
  readonly #tail = new Tail();
  readonly #stopping = new AbortController();
  #child: Child | undefined;
  #http: HttpContainer | undefined;
  #supervision: Promise<void> | undefined;
  #lastEnding = "";

  constructor(spec: ContainerSpec, manifest: Manifest, stopGraceMs: number) {
    this.name = spec.name;
    this.#spec = spec;
    this.#manifest = manifest;
    this.#stopGraceMs = stopGraceMs;
  }

  /** Starts the process and answers when it is healthy; throws `StartError` when it does not become so. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#launch(signal);
    this.#supervision = this.#supervise();
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

  async stream(invocation: Invocation) {
    return this.#here().stream(invocation);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#child?.stop(this.#stopGraceMs);
    await this.#supervision;
  }

  #here(): HttpContainer {
    if (this.#http !== undefined) return this.#http;
    const message = `Container ${this.name} is not running (${this.#lastEnding || "stopped"}); it is being started again.`;
    throw new ContainerUnavailable(this.name, message);
  }

  /** One process from spawn to healthy. */
  async #launch(outer?: AbortSignal): Promise<void> {
    const ports = await freePorts();
    const { command, workingFolder } = this.#manifest;
    const child = new Child([...command, "serve"], {
      cwd: workingFolder,
      env: environmentOf(this.#spec, this.#manifest, ports),
      log: (line) => {
        this.#tail.add(line);
        this.#spec.log(line);
      },
    });
    const http = new HttpContainer(this.name, `http://127.0.0.1:${ports.bind}`);
    const record = { last: "it was not pinged yet" };
    const over = new AbortController();
    const timer = setTimeout(() => over.abort("late"), this.#spec.startupTimeoutMs);
    const ended = child.ended.then((ending) => over.abort(ending));
    const signals = [over.signal, this.#stopping.signal, ...(outer ? [outer] : [])];
    try {
      await untilHealthy((signal) => http.ping(signal), AbortSignal.any(signals), record);
    } catch (error) {
      await Promise.all([child.stop(this.#stopGraceMs), http.close()]);
      await ended;
      outer?.throwIfAborted();
      throw new StartError(this.name, this.#whyNot(over.signal.reason, record.last), { cause: error });
    } finally {
      clearTimeout(timer);
    }
    this.#child = child;
    this.#http = http;
  }

  #whyNot(reason: unknown, lastPing: string): string {
    const seconds = this.#spec.startupTimeoutMs / 1000;
    const why =
      reason === "late"
        ? `it was not healthy after ${seconds} s, ${lastPing}`
        : `it ended (${reason}) before it was healthy, ${lastPing}`;
    return `${why}.${this.#tail.sentence()}`;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; ; crashes++) {
      const since = Date.now();
      this.#lastEnding = await this.#child!.ended;
      const http = this.#http;
      this.#http = undefined;
      await http?.close();
      if (signal.aborted) return;
      if (Date.now() - since > goodHealthMs) crashes = 0;
      this.#spec.log(`[kakehi] the container ended (${this.#lastEnding}); starting it again`);
      crashes += await this.#restart(crashes);
      if (signal.aborted) return;
    }
  }

  /** Tries until it is healthy again or stopped; answers how many tries failed. */
  async #restart(crashes: number): Promise<number> {
    const { signal } = this.#stopping;
    for (let failed = 0; ; failed++) {
      const pause = backOffMs[Math.min(crashes + failed, backOffMs.length - 1)]!;
      await sleep(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) return failed;
      try {
        await this.#launch();
        return failed;
      } catch (error) {
        if (signal.aborted) return failed;
        this.#spec.log(`[kakehi] it did not start again: ${(error as Error).message}`);
      }
    }
  }
}
