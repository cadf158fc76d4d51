import { setTimeout as sleep } from "node:timers/promises";
import { Deadline } from "../../pipeline/deadline.js";
import { type Answer, type Request, type Sender, senderOf } from "../blocks/send.js";
import { Slots } from "../engine/slots.js";
import { noPing, TransformError } from "../errors.js";
import type { JobSettings } from "../settings.js";
import { passStream, type StreamRequest } from "../streams/pass-stream.js";
import { Gate } from "./gate.js";
import type { RunningStage } from "./start-instance.js";

interface Instance {
  readonly stages: readonly RunningStage[];
  readonly gate: Gate;
  busy: number;
}

/**
 * The instances of a job whose containers are not threads of this program: every instance has its own containers and gets
 * `MaxConcurrentTransforms` requests at a time; the one with the fewest gets the next.
 */
export class Instances implements Sender {
  readonly #instances: readonly Instance[];
  readonly #settings: JobSettings;
  readonly #slots: Slots;

  constructor(instances: readonly (readonly RunningStage[])[], settings: JobSettings) {
    this.#instances = instances.map((stages) => ({
      stages,
      gate: new Gate(),
      busy: 0,
    }));
    this.#settings = settings;
    this.#slots = new Slots(instances.length * settings.concurrency);
  }

  /**
   * A request whose connection broke is tried again alone: all that were under way break with the one that crashes a container,
   * and together again they would again.
   */
  async send(request: Request, signal: AbortSignal): Promise<Answer> {
    const { instance, release } = await this.#lend();
    const { stages, gate } = instance;
    let leave = () => gate.leave();
    await gate.enter();
    try {
      signal.throwIfAborted();
      const sender = senderOf(stages, this.#settings, async (broken, ended) => {
        if (broken) {
          leave();
          await gate.enterAlone();
          leave = () => gate.leaveAlone();
        }
        await untilHealthy(stages, ended);
      });
      return await sender.send(request, signal);
    } finally {
      leave();
      release();
    }
  }

  /** Passes a request through an instance piece by piece. Not tried again: its body is read only once. */
  async *stream(request: StreamRequest, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const { instance, release } = await this.#lend();
    try {
      signal.throwIfAborted();
      yield* passStream(instance.stages, request, this.#settings, signal);
    } catch (error) {
      if (error instanceof TransformError && error.code === "no-response") await untilHealthy(instance.stages, signal);
      throw error;
    } finally {
      release();
    }
  }

  async #lend(): Promise<{ readonly instance: Instance; release(): void }> {
    const free = await this.#slots.take();
    const instance = this.#instances.reduce((least, other) => (other.busy < least.busy ? other : least));
    instance.busy++;
    return {
      instance,
      release() {
        instance.busy--;
        free();
      },
    };
  }
}

/** How long a container that has crashed may take to answer again, between pings, and for one ping. */
const patienceMs = 2 * 60_000;
const pauseMs = 200;
const pingMs = 10_000;

/** Waits until all containers answer; throws `TransformError` (no-ping) for one that does not, however long it is waited for. */
async function untilHealthy(stages: readonly RunningStage[], signal: AbortSignal): Promise<void> {
  const end = performance.now() + patienceMs;
  for (const { name, container } of stages) {
    for (;;) {
      const limit = new Deadline(pingMs, signal);
      const ping = limit.race(container.ping(limit.signal));
      const answer = await ping.then((status) => `it answered ${status}`, String).finally(() => limit.clear());
      signal.throwIfAborted();
      if (answer === "it answered 200") break;
      if (performance.now() > end) throw noPing(name, answer);
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
