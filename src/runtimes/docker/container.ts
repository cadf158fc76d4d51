import { createHash } from "node:crypto";
import type { ContainerSpec } from "../runtime.js";
import type { Run } from "../supervised.js";
import { type Engine, EngineError } from "./engine.js";
import { labels } from "./labels.js";
import { followLogs } from "./logs.js";
import { releaseNetwork } from "./network.js";

/** The port inside a container; each has an address of its own, so all may use SageMaker's default. */
const port = 8080;
const safePorts = "21000-21999";

export interface DockerOptions {
  /** Whose containers these are: only containers with this label are adopted or removed. */
  readonly owner: string;
  /** This process of the owner: what it has made itself is neither adopted nor removed. */
  readonly server: string;
  readonly cpus?: number;
  readonly memoryMb?: number;
  /** Between SIGTERM and SIGKILL, in seconds; SageMaker gives 30. */
  readonly stopGraceSeconds: number;
}

interface Inspection {
  readonly Id: string;
  readonly State: { readonly Running: boolean; readonly ExitCode: number };
  readonly NetworkSettings: { readonly Ports: Record<string, { HostPort: string }[] | null> };
}

/** A container in the engine's list. */
export interface Listed {
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** Identifies a container by what it was started from, so that a restarted server finds it again. */
function specDigest(spec: ContainerSpec): string {
  const { name, group, image, modelDigest, modelFolder, environment } = spec;
  const sorted = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([name, group, image, modelDigest, modelFolder, sorted]))
    .digest("hex");
}

/** The network of the instance that a container belongs to. */
export function networkOf(spec: ContainerSpec, owner: string): string {
  return `kakehi-${owner}-${spec.group ?? spec.name}`.replace(/[^a-zA-Z0-9_.-]/g, "-");
}

/** A running container that an earlier server started from the same spec, or undefined. */
export async function findRunning(
  engine: Engine,
  spec: ContainerSpec,
  { owner, server }: DockerOptions,
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  const wanted = [`${labels.owner}=${owner}`, `${labels.spec}=${specDigest(spec)}`];
  const filters = encodeURIComponent(JSON.stringify({ label: wanted, status: ["running"] }));
  const found = await engine.call<Listed[]>("GET", `/containers/json?filters=${filters}`);
  return found.find(({ Id, Labels }) => !taken.has(Id) && Labels[labels.server] !== server)?.Id;
}

/** Creates and starts a container; answers its id. */
export async function createContainer(engine: Engine, spec: ContainerSpec, options: DockerOptions): Promise<string> {
  const network = networkOf(spec, options.owner);
  const environment = {
    ...spec.environment,
    SAGEMAKER_BIND_TO_PORT: String(port),
    SAGEMAKER_SAFE_PORT_RANGE: safePorts,
    ...(spec.modelFolder !== undefined && { SM_MODEL_DIR: "/opt/ml/model" }),
  };
  const { Id } = await engine.call<{ Id: string }>("POST", "/containers/create", {
    Image: spec.image,
    Cmd: ["serve"],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    Labels: {
      [labels.owner]: options.owner,
      [labels.server]: options.server,
      [labels.spec]: specDigest(spec),
      [labels.network]: network,
    },
    ExposedPorts: { [`${port}/tcp`]: {} },
    HostConfig: {
      PortBindings: { [`${port}/tcp`]: [{ HostIp: "127.0.0.1", HostPort: "" }] },
      Mounts:
        spec.modelFolder === undefined
          ? []
          : [{ Type: "bind", Source: spec.modelFolder, Target: "/opt/ml/model", ReadOnly: true }],
      NetworkMode: network,
      ...(options.cpus !== undefined && { NanoCpus: Math.round(options.cpus * 1e9) }),
      ...(options.memoryMb !== undefined && { Memory: options.memoryMb * 1024 * 1024 }),
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [spec.name] } } },
  });
  try {
    await engine.call("POST", `/containers/${Id}/start`);
  } catch (error) {
    await removeContainer(engine, Id);
    throw error;
  }
  return Id;
}

/** A container that has been started, as a run: its address, its end, its output to `log`. Once ended it is removed. */
export async function runOf(
  engine: Engine,
  id: string,
  network: string,
  options: DockerOptions,
  log: (line: string) => void,
): Promise<Run> {
  const { NetworkSettings } = await engine.call<Inspection>("GET", `/containers/${id}/json`);
  const hostPort = NetworkSettings.Ports[`${port}/tcp`]?.[0]?.HostPort;
  const output = followLogs(engine, id, log).catch((error) => log(`[kakehi] its output is lost: ${error.message}`));
  const ended = engine
    .call<{ StatusCode: number }>("POST", `/containers/${id}/wait`)
    .then(async ({ StatusCode }) => {
      await output;
      return `exit code ${StatusCode}`;
    })
    .catch((error) => `the engine has lost it: ${error.message}`)
    .finally(() =>
      removeContainer(engine, id)
        .then(() => releaseNetwork(engine, network))
        .catch((error) => log(`[kakehi] it could not be removed: ${error.message}`)),
    );
  return {
    origin: `http://127.0.0.1:${hostPort}`,
    ended,
    async stop() {
      await engine.call("POST", `/containers/${id}/stop?t=${options.stopGraceSeconds}`).catch(ignoreGone);
      await ended;
    },
  };
}

/** Removes a container and what runs in it; it may be gone already. */
export async function removeContainer(engine: Engine, id: string): Promise<void> {
  await engine.call("DELETE", `/containers/${id}?force=1&v=1`).catch(ignoreGone);
}

/** 304: stopped already; 404: gone; 409: being removed. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof EngineError) || ![304, 404, 409].includes(error.status)) throw error;
}
