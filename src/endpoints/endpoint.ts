import { setTimeout as delay } from "node:timers/promises";
import type { ResourceRecord } from "../stores/records/record.js";
import type { RecordStore } from "../stores/records/store.js";
import { type Deployment, type Desired, instancesOf } from "./deployment.js";
import type { EndpointDocument, EndpointStatus, Pending } from "./document.js";
import { DeploymentError } from "./errors.js";
import { Fleet } from "./fleet.js";
import { endpointLogGroup } from "./log-group.js";
import type { Alarms } from "./rollout/health.js";
import { type DeploymentPolicy, rolloutPlan } from "./rollout/policy.js";
import { Rollout } from "./rollout/rollout.js";
import type { StartContext } from "./start-instance.js";

export type EndpointRecord = ResourceRecord<EndpointDocument>;

export interface EndpointServices {
  readonly records: RecordStore;
  /** How long `Creating`, `Updating` and `Deleting` last at least, in ms. */
  readonly statusDelayMs: number;
  /** How long requests under way may take to finish on what is being replaced, in ms. */
  readonly drainMs: number;
  /** Limits that send an update back, by the names that AutoRollbackConfiguration calls them. */
  readonly alarms: Alarms;
  /** Told of what should not happen: a change of status that could not be stored. */
  readonly onFault: (error: unknown) => void;
}

/**
 * One endpoint's life: what it serves and what is being brought into service. Every change of status is stored before it is
 * acted on, so that a restart goes on from there. One transition runs at a time; the caller checks that none does.
 */
export class Endpoint {
  #record: EndpointRecord;
  #fleet: Fleet | undefined;
  #rollout: Rollout | undefined;
  #transition: Promise<void> = Promise.resolve();
  #ready: Promise<void> | undefined;
  readonly #retiring = new Set<Promise<void>>();
  readonly #deleted = new AbortController();
  readonly #services: EndpointServices;
  readonly #start: StartContext;

  constructor(record: EndpointRecord, services: EndpointServices, start: StartContext) {
    this.#record = record;
    this.#services = services;
    this.#start = start;
  }

  get record(): EndpointRecord {
    return this.#record;
  }

  get status(): EndpointStatus {
    return this.#record.status as EndpointStatus;
  }

  /** What takes requests now; none while it is created, after it failed, and while it is deleted. */
  get fleet(): Fleet | undefined {
    return this.#fleet;
  }

  /** Present while an update shifts the traffic from that fleet to the next. */
  get rollout(): Rollout | undefined {
    return this.#rollout;
  }

  /** Settles when an endpoint that a restart is bringing back takes requests, or cannot; undefined at all other times. */
  get ready(): Promise<void> | undefined {
    return this.#ready;
  }

  /** Brings the pending deployment of a new endpoint into service. */
  create(): void {
    this.#run(() => this.#roll());
  }

  /**
   * Builds the new deployment beside the serving one and shifts the traffic over as the policy says. A deployment that does not
   * start, or does not do well, changes nothing.
   */
  update(deployment: Deployment, deploymentConfig: DeploymentPolicy | undefined): void {
    const { failureReason: _, deploymentConfig: __, ...document } = this.#record.document;
    const pending: Pending = { deployment, started: Date.now(), inPlace: false };
    this.#write("Updating", { ...document, pending, ...(deploymentConfig && { deploymentConfig }) });
    this.#run(() => this.#roll());
  }

  /** Changes weights and numbers of instances of the serving deployment. */
  updateDesired(desired: Readonly<Record<string, Desired>>): void {
    const { failureReason: _, ...document } = this.#record.document;
    const pending: Pending = { deployment: { ...document.current!, desired }, started: Date.now(), inPlace: true };
    this.#write("Updating", { ...document, pending });
    this.#run(() => this.#roll());
  }

  /** Takes no more requests; gone when those under way are done. `gone` is called after the record has been removed. */
  delete(gone: () => void): void {
    this.#write("Deleting", this.#record.document);
    this.#deleted.abort();
    const fleet = this.#fleet;
    this.#fleet = undefined;
    this.#run(async () => {
      await Promise.all([fleet?.retire(this.#services.drainMs), this.#statusDelay(), ...this.#retiring]);
      if (this.#start.signal.aborted) return;
      this.#services.records.delete(this.#record.kind, this.#record.name);
      gone();
    });
  }

  /** After a restart: brings back what served, then goes on with what was under way. */
  restore(gone: () => void): void {
    const { current, pending } = this.#record.document;
    if (this.status === "Deleting") this.delete(gone);
    else if (this.status !== "Failed") {
      const back = current === undefined ? Promise.resolve() : this.#bringBack(current);
      const done = () => {
        this.#ready = undefined;
      };
      this.#ready = back.then(done, done);
      this.#run(() => back);
      if (pending !== undefined) this.#run(() => this.#roll());
    }
  }

  /** Resolves when no transition is under way and nothing is being retired. */
  async settled(): Promise<void> {
    await this.#transition;
    await Promise.all(this.#retiring);
  }

  /** For the end of the server: stops the containers and leaves the record as it is. */
  async stop(graceMs: number): Promise<void> {
    await this.#transition;
    await this.#fleet?.retire(graceMs);
    await Promise.all(this.#retiring);
  }

  #run(work: () => Promise<void>): void {
    this.#transition = this.#transition.then(work).catch(this.#services.onFault);
  }

  /** Brings what is pending into service, or takes note of why that failed. */
  async #roll(): Promise<void> {
    const { pending, ...document } = this.#record.document;
    const before = this.#fleet;
    const plan = rolloutPlan(document.deploymentConfig, instancesOf(pending!.deployment));
    const [built] = await Promise.allSettled([this.#build(pending!), this.#statusDelay()]);
    const next = built.status === "fulfilled" ? built.value : undefined;
    try {
      if (built.status === "rejected") throw built.reason;
      if (before !== undefined && next !== before) {
        this.#noteUnwatched(plan.alarms);
        this.#rollout = new Rollout(before, next!, plan);
        await this.#rollout.run(this.#services.alarms, this.#start.signal);
      }
      this.#start.signal.throwIfAborted();
      this.#write("InService", { ...document, current: next!.deployment });
      this.#fleet = next;
      if (before !== undefined && next !== before) this.#retire(before, plan.terminationWaitMs);
    } catch (error) {
      if (next !== undefined && next !== before) this.#retire(next, 0);
      // The server is being stopped: what was under way is taken up again at the next start.
      if (this.#start.signal.aborted) return;
      const failureReason = reasonOf(error);
      if (document.current === undefined) this.#write("Failed", { ...this.#record.document, failureReason });
      else this.#write(before === undefined ? "OutOfService" : "InService", { ...document, failureReason });
    } finally {
      this.#rollout = undefined;
    }
  }

  /** The fleet for what is pending; for a change in place, the serving one when it has changed. */
  async #build({ deployment, inPlace }: Pending): Promise<Fleet> {
    if (!inPlace) return await Fleet.start(deployment, this.#start);
    if (this.#fleet === undefined) throw new DeploymentError("The endpoint is out of service.");
    await this.#fleet.apply(deployment.desired, this.#services.drainMs);
    return this.#fleet;
  }

  async #bringBack(current: Deployment): Promise<void> {
    const before = this.#record;
    this.#record = { ...before, status: "SystemUpdating" };
    try {
      this.#fleet = await Fleet.start(current, this.#start);
      this.#record = { ...before, status: before.document.pending === undefined ? "InService" : "Updating" };
    } catch (error) {
      this.#record = before;
      if (this.#start.signal.aborted) return;
      this.#write("OutOfService", { ...before.document, failureReason: reasonOf(error) });
    }
  }

  /** At most `ms`: the end of the endpoint or the server cuts it short. */
  async #pause(ms: number): Promise<void> {
    if (ms === 0) return;
    const signal = AbortSignal.any([this.#start.signal, this.#deleted.signal]);
    await delay(ms, undefined, { signal }).catch(() => {});
  }

  #statusDelay(): Promise<void> {
    return delay(this.#services.statusDelayMs, undefined, { signal: this.#start.signal }).catch(() => {});
  }

  #noteUnwatched(alarms: readonly string[]): void {
    const { logs, endpoint } = this.#start;
    for (const name of alarms) {
      if (Object.hasOwn(this.#services.alarms, name)) continue;
      const line = `the configuration of the server has no limits for the alarm "${name}": it is not watched`;
      logs.write(endpointLogGroup(endpoint), "rollout", line);
    }
  }

  /** Not before `waitMs` have passed; the end of the endpoint or the server cuts that short. */
  #retire(fleet: Fleet, waitMs: number): void {
    const retiring: Promise<void> = this.#pause(waitMs)
      .then(() => fleet.retire(this.#services.drainMs))
      .finally(() => this.#retiring.delete(retiring));
    this.#retiring.add(retiring);
  }

  #write(status: EndpointStatus, document: EndpointDocument): void {
    const record = { ...this.#record, status, document, modified: new Date() };
    this.#services.records.update(record);
    this.#record = record;
  }
}

/** The longest FailureReason that the API model allows. */
const longestReason = 1024;

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, longestReason);
}
