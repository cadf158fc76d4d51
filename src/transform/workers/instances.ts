import { type Answer, type Request, type Sender, senderOf } from "../blocks/send.js";
import { Slots } from "../engine/in-order.js";
import { noPing } from "../errors.js";
import type { JobSettings } from "../settings.js";
import type { RunningStage } from "./start-instance.js";

/**
 * The instances of a job whose containers are not threads of this program: every instance has its own containers and gets
 * `MaxConcurrentTransforms` requests at a time; the one with the fewest gets the next.
 */
export class Instances implements Sender {
  readonly #instances: readonly { readonly stages: readonly RunningStage[]; readonly sender: Sender; busy: number }[];
  readonly #slots: Slots;

  constructor(instances: readonly (readonly RunningStage[])[], settings: JobSettings) {
    this.#instances = instances.map((stages) => ({ stages, sender: senderOf(stages, settings), busy: 0 }));
    this.#slots = new Slots(instances.length * settings.concurrency);
  }

  async send(request: Request, signal: AbortSignal): Promise<Answer> {
    const release = await this.#slots.take();
    const instance = this.#instances.reduce((least, other) => (other.busy < least.busy ? other : least));
    instance.busy++;
    try {
      signal.throwIfAborted();
      return await instance.sender.send(request, signal);
    } finally {
      instance.busy--;
      release();
    }
  }

  /** Throws `TransformError` (no-ping) for the first container that does not answer 200. */
  async check(signal: AbortSignal): Promise<void> {
    const containers = this.#instances.flatMap(({ stages }) => stages);
    await Promise.all(
      containers.map(async ({ name, container }) => {
        const timeout = AbortSignal.any([signal, AbortSignal.timeout(pingTimeoutMs)]);
        const status = await container.ping(timeout).catch((error: unknown) => String(error));
        signal.throwIfAborted();
        if (status !== 200) throw noPing(name, typeof status === "number" ? `it answered ${status}` : status);
      }),
    );
  }
}

/** SageMaker gives every ping two seconds; a container that is busy with a batch gets more here. */
const pingTimeoutMs = 10_000;
