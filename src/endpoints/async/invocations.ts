import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { oneChunk } from "../../stores/objects/one-chunk.js";
import type { ObjectStore } from "../../stores/objects.js";
import type { ResourceRecord } from "../../stores/records/record.js";
import type { RecordStore } from "../../stores/records/store.js";
import type { Endpoint } from "../endpoint.js";
import { ContainerUnavailable, InvocationError, Overloaded, StageError, Throttled } from "../errors.js";
import { type InvokeServices, invoke } from "../invoke.js";
import { type AsyncDefinition, type AsyncDocument, type AsyncRequest, placeOf } from "./definition.js";
import { message, publish, type Topics } from "./notify.js";

export interface AsyncServices extends InvokeServices {
  readonly records: RecordStore;
  readonly objects: Pick<ObjectStore, "get" | "put">;
  readonly topics: Topics;
  readonly region: string;
  /** Told of what cannot be answered to anybody: a result that could not be stored, a notification that was not taken. */
  readonly warn: (message: string) => void;
}

const kind = "async-invocation";
/** SageMaker's guide leaves the choice of a default to the service; this is its own containers' usual number of workers. */
const defaultConcurrency = 4;
/** While an endpoint cannot take a request (it is updated, overloaded, starting again), it is tried again after so long. */
const retryMs = 250;

/** The requests of InvokeEndpointAsync that are waiting or being worked on. An acknowledged one survives a restart. */
export class AsyncInvocations {
  readonly #services: AsyncServices;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, number>();
  readonly #waiting: ResourceRecord<AsyncDocument>[] = [];
  readonly #work = new Set<Promise<void>>();

  constructor(services: AsyncServices) {
    this.#services = services;
    setMaxListeners(0, this.#stopping.signal); // every request that waits to be tried again listens to it
  }

  /** Takes up what an earlier server had acknowledged and not finished. */
  restore(): void {
    this.#waiting.push(...this.#services.records.all<AsyncDocument>(kind));
    this.#next();
  }

  /** Durable when it returns. */
  accept(request: AsyncRequest, definition: AsyncDefinition, defaultOutput: string): AsyncDocument {
    const id = randomUUID();
    const { S3OutputPath = defaultOutput, S3FailurePath = S3OutputPath } = definition.OutputConfig;
    const now = new Date();
    const document: AsyncDocument = {
      ...request,
      outputLocation: `${S3OutputPath.replace(/\/+$/, "")}/${id}.out`,
      failureLocation: `${S3FailurePath.replace(/\/+$/, "")}/${id}-error.out`,
      received: now.getTime(),
    };
    const record = { kind, name: id, arn: id, status: "Waiting", created: now, modified: now, document };
    this.#services.records.insert(record);
    this.#waiting.push(record);
    this.#next();
    return document;
  }

  /** Lets what is being worked on finish, for at most `graceMs`; the rest stays on record. */
  async close(graceMs: number): Promise<void> {
    this.#stopping.abort();
    await Promise.race([Promise.all(this.#work), sleep(graceMs, undefined, { ref: false })]);
  }

  /** Starts waiting requests, in order, of every endpoint that may take one more. */
  #next(): void {
    if (this.#stopping.signal.aborted) return;
    for (let at = 0; at < this.#waiting.length; ) {
      const record = this.#waiting[at];
      const { endpoint } = record.document;
      const running = this.#running.get(endpoint) ?? 0;
      if (running >= concurrencyOf(this.#services.endpoints.get(endpoint))) {
        at++;
        continue;
      }
      this.#waiting.splice(at, 1);
      this.#running.set(endpoint, running + 1);
      const work: Promise<void> = this.#run(record)
        .catch(({ message: reason }) => this.#services.warn(`${record.name} is done again after a restart: ${reason}`))
        .finally(() => {
          this.#work.delete(work);
          this.#running.set(endpoint, this.#running.get(endpoint)! - 1);
          this.#next();
        });
      this.#work.add(work);
    }
  }

  async #run({ name, document }: ResourceRecord<AsyncDocument>): Promise<void> {
    let failure: string | undefined;
    try {
      const reply = await this.#answer(document);
      if (reply === undefined) return; // the server is being stopped: it stays on record
      await this.#store(document.outputLocation, reply.body, reply.contentType);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      await this.#store(document.failureLocation, Buffer.from(failure), "text/plain").catch(({ message: reason }) =>
        this.#services.warn(`the failure of ${name} could not be stored at ${document.failureLocation}: ${reason}`),
      );
    }
    this.#services.records.delete(kind, name);
    await this.#notify(document, failure);
  }

  /** The endpoint's answer; undefined when the server is being stopped before there is one. */
  async #answer(document: AsyncDocument) {
    const { endpoint, contentType, accept, headers, timeoutMs } = document;
    const body = await this.#input(document);
    const services = { ...this.#services, chain: { ...this.#services.chain, budgetMs: timeoutMs } };
    for (;;) {
      if (this.#stopping.signal.aborted) return undefined;
      if (Date.now() > document.received + document.timeToLiveMs) {
        throw new Error(`The request expired: it waited for more than ${document.timeToLiveMs / 1000} s.`);
      }
      try {
        const target = { endpoint, account: "", queued: true };
        const invoked = await invoke(services, target, { contentType, accept, headers, body });
        return invoked.reply;
      } catch (error) {
        if (error instanceof StageError || !mayPass(error)) throw error;
        await sleep(retryMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      }
    }
  }

  async #input({ inputLocation, body }: AsyncDocument): Promise<Uint8Array> {
    if (inputLocation === undefined) return Buffer.from(body!, "base64");
    const { bucket, key } = placeOf(inputLocation)!;
    const content = await this.#services.objects.get(bucket, key);
    return buffer(content.body);
  }

  async #store(location: string, body: Uint8Array, contentType: string | undefined): Promise<void> {
    const { bucket, key } = placeOf(location)!;
    const attributes = contentType === undefined ? {} : { contentType };
    await this.#services.objects.put(bucket, key, oneChunk(body), { attributes });
  }

  async #notify(document: AsyncDocument, failure: string | undefined): Promise<void> {
    const { region, topics } = this.#services;
    const config = this.#services.endpoints.get(document.endpoint)?.fleet?.deployment.config.AsyncInferenceConfig;
    const topicsOf = config?.OutputConfig.NotificationConfig;
    const topic = failure === undefined ? topicsOf?.SuccessTopic : topicsOf?.ErrorTopic;
    await publish(topics, topic, message(document, region, failure)).catch(({ message: reason }) =>
      this.#services.warn(`the notification to ${topic} was not taken: ${reason}`),
    );
  }
}

function concurrencyOf(endpoint: Endpoint | undefined): number {
  const fleet = endpoint?.fleet;
  if (fleet === undefined) return 1;
  const { MaxConcurrentInvocationsPerInstance: each = defaultConcurrency } =
    fleet.deployment.config.AsyncInferenceConfig?.ClientConfig ?? {};
  return (
    each *
    Math.max(
      1,
      fleet.variants.reduce((sum, { instances }) => sum + instances.length, 0),
    )
  );
}

/** Whether trying again may help: the endpoint is there, but cannot take the request now. */
function mayPass(error: unknown): boolean {
  if (error instanceof InvocationError) return error.code === "NotServing";
  return error instanceof Overloaded || error instanceof Throttled || error instanceof ContainerUnavailable;
}
