import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener {
  /** `http://127.0.0.1:4599`: an address, not a name, so that S3 clients put the bucket into the path. */
  readonly url: string;
  readonly port: number;
  /** Takes no new connections, lets requests under way finish for at most `graceMs`, then cuts what is left. */
  close(graceMs?: number): Promise<void>;
}

/**
 * Connections on which nothing has moved for so long are closed, whatever they were at. Node's second timeout, for those between
 * two requests, is off: it would be set and taken back with every request.
 */
const idleMs = 15 * 60_000;

/** Listens for HTTP on one port; port 0 takes a free one. */
export async function listen(host: string, port: number, handle: RequestListener): Promise<Listener> {
  /** Uploads may take as long as they need. */
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, handle);
  server.setTimeout(idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    close(graceMs = 10_000) {
      return new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}
