import { setMaxListeners } from "node:events";
import type { Runtime } from "../runtimes/runtime.js";
import type { ArtifactCache } from "../stores/artifacts/cache.js";
import type { LogWriter } from "../stores/logs.js";
import type { Tag } from "../stores/records/record.js";
import type { CaptureWriter } from "./capture/writer.js";
import { ContainerPool } from "./container-pool.js";
import type { Deployment } from "./deployment.js";
import type { EndpointDocument } from "./document.js";
import { Endpoint, type EndpointRecord, type EndpointServices } from "./endpoint.js";
import type { GateLimits } from "./gate.js";
import type { DeploymentPolicy } from "./rollout/policy.js";

export interface EndpointsOptions extends EndpointServices {
  readonly runtimes: readonly Runtime[];
  readonly artifacts: ArtifactCache;
  readonly logs: LogWriter;
  /** Bounds of each instance's requests. */
  readonly gate: GateLimits;
  readonly serverlessIdleMs: number;
  /** Writes captured data; absent: none is captured. */
  readonly captures?: CaptureWriter;
}

/** The endpoints of this server. */
export class Endpoints {
  readonly #options: EndpointsOptions;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #stopping = new AbortController();

  constructor(options: EndpointsOptions) {
    this.#options = options;
    setMaxListeners(0, this.#stopping.signal); // everything that is under way listens to it
  }

  /**
   * Brings back the endpoints that are on record; they take requests one by one as their containers are ready. Resolves when
   * all are, or cannot be.
   */
  async restore(): Promise<void> {
    const restored = this.#options.records.all<EndpointDocument>("endpoint").map((record) => {
      const endpoint = this.#add(record);
      endpoint.restore(() => this.#remove(record.name));
      return endpoint.settled();
    });
    await Promise.all(restored);
  }

  /** Whatever the case of the name, as in the control plane. */
  get(name: string): Endpoint | undefined {
    return this.#endpoints.get(name.toLowerCase());
  }

  /** Throws `RecordExistsError` when the name is taken. */
  create(
    name: string,
    arn: string,
    deployment: Deployment,
    deploymentConfig: DeploymentPolicy | undefined,
    tags: readonly Tag[],
  ) {
    const now = new Date();
    const pending = { deployment, started: now.getTime(), inPlace: false };
    const document: EndpointDocument = { pending, ...(deploymentConfig && { deploymentConfig }) };
    const record = { kind: "endpoint", name, arn, status: "Creating", created: now, modified: now, document };
    this.#options.records.insert(record, tags);
    this.#add(record).create();
  }

  delete(endpoint: Endpoint): void {
    endpoint.delete(() => this.#remove(endpoint.record.name));
  }

  /** Stops all containers; requests under way have `graceMs`. The records stay for the next start. */
  async close(graceMs: number): Promise<void> {
    this.#stopping.abort(new Error("the server is being stopped"));
    await Promise.all([...this.#endpoints.values()].map((endpoint) => endpoint.stop(graceMs)));
  }

  /** The digests of all artifacts that endpoints run from, or would after a restart. */
  digests(): Set<string> {
    const documents = this.#options.records.all<EndpointDocument>("endpoint").map(({ document }) => document);
    const deployments = documents.flatMap(({ current, pending }) => [current, pending?.deployment]);
    const digests = deployments.flatMap((deployment) => Object.values(deployment?.digests ?? {}).flat());
    return new Set(digests.filter((digest) => digest !== null));
  }

  #add(record: EndpointRecord): Endpoint {
    const { artifacts, logs, runtimes, gate, serverlessIdleMs, captures } = this.#options;
    const endpoint = new Endpoint(record, this.#options, {
      pool: new ContainerPool(runtimes),
      artifacts,
      logs,
      gate,
      serverlessIdleMs,
      ...(captures && { captures }),
      endpoint: record.name,
      signal: this.#stopping.signal,
    });
    this.#endpoints.set(record.name.toLowerCase(), endpoint);
    return endpoint;
  }

  #remove(name: string): void {
    this.#endpoints.delete(name.toLowerCase());
  }
}
