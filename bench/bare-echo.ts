import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What everything is measured against: a `node:http` server that answers with what it was sent. Resolves with its port. */
export function bareEcho(): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      response.writeHead(200, { "content-type": "text/csv", "content-length": body.length });
      response.end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
