import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { noFreePorts } from "./errors.js";

/** Ports a container may bind beside its own (`SAGEMAKER_SAFE_PORT_RANGE`), inclusive. */
const safePorts = 10;
const attempts = 50;

export interface Ports {
  readonly bind: number;
  readonly safe: { readonly first: number; readonly last: number };
  /** Lets others have them. */
  release(): void;
}

/** First ports of the runs that this process has given out: a container that is starting does not listen on its own yet. */
const given = new Set<number>();

/** Ports of the loopback address that nobody uses now: one to serve on, and a run of further ones. They are the caller's until released. */
export async function freePorts(): Promise<Ports> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const held: Server[] = [];
    try {
      held.push(await hold(0));
      const bind = portOf(held[0]);
      if (bind + safePorts > 65535 || isGiven(bind)) continue;
      for (let port = bind + 1; port <= bind + safePorts; port++) held.push(await hold(port));
      if (isGiven(bind)) continue;
      given.add(bind);
      return { bind, safe: { first: bind + 1, last: bind + safePorts }, release: () => given.delete(bind) };
    } catch {
      // A port of this run is taken: try another run.
    } finally {
      await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
    }
  }
  throw noFreePorts(safePorts + 1);
}

/** Whether a run that begins there would share a port with one that was given out. */
function isGiven(first: number): boolean {
  for (let other = first - safePorts; other <= first + safePorts; other++) if (given.has(other)) return true;
  return false;
}

async function hold(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}
