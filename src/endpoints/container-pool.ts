import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../runtimes/runtime.js";

/** The right to use a running container, until it is released. */
export interface Lease {
  readonly container: RunningContainer;
  release(): Promise<void>;
}

interface Holder {
  readonly fleet: object;
  readonly log: (line: string) => void;
}

interface Entry {
  readonly key: string;
  readonly container: RunningContainer;
  /** One per lease, the newest last: its log gets the container's lines. */
  readonly holders: Holder[];
}

/**
 * The running containers of one endpoint. A container goes from the fleet before an update to the one after it when image, artifact
 * and environment are the same; within a fleet every instance has its own, except that native containers, which keep nothing
 * of a request, are shared. A container is stopped when its last lease is released.
 */
export class ContainerPool {
  readonly #runtimes: readonly Runtime[];
  readonly #entries = new Set<Entry>();

  constructor(runtimes: readonly Runtime[]) {
    this.#runtimes = runtimes;
  }

  /** Reuses or starts a container for `holder`. Throws `StartError`. */
  async acquire(spec: ContainerSpec, holder: object, signal?: AbortSignal): Promise<Lease> {
    const key = keyOf(spec);
    for (const entry of this.#entries) {
      if (entry.key !== key) continue;
      if (entry.container.native === undefined && entry.holders.some(({ fleet }) => fleet === holder)) continue;
      return this.#lease(entry, { fleet: holder, log: spec.log });
    }
    const runtime = this.#runtimes.find((candidate) => candidate.accepts(spec.image));
    if (runtime === undefined) throw new StartError(spec.name, `no runtime here runs the image "${spec.image}"`);
    const holders: Holder[] = [];
    const log = (line: string) => (holders.at(-1)?.log ?? spec.log)(line);
    const container = await runtime.start({ ...spec, log }, signal);
    const entry: Entry = { key, container, holders };
    this.#entries.add(entry);
    return this.#lease(entry, { fleet: holder, log: spec.log });
  }

  #lease(entry: Entry, holder: Holder): Lease {
    entry.holders.push(holder);
    let held = true;
    return {
      container: entry.container,
      release: async () => {
        if (!held) return;
        held = false;
        if (entry.holders.length > 1) {
          entry.holders.splice(entry.holders.indexOf(holder), 1);
          return;
        }
        // The last one's log still gets the lines of the end.
        this.#entries.delete(entry);
        await entry.container.stop();
      },
    };
  }
}

/** What makes two containers the same. */
function keyOf(spec: ContainerSpec): string {
  const environment = Object.entries(spec.environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([spec.image, spec.modelDigest, environment]);
}
