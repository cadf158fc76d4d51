import { connect } from "node:net";

export interface Load {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends the same bytes again and again over keep-alive connections, each waiting for its answer, and counts the answers. It
 * reads no more of an answer than its length, so that the client costs little beside the server.
 */
export async function load(port: number, request: Buffer, connections: number, durationMs: number): Promise<Load> {
  const latencies: number[] = [];
  const end = performance.now() + durationMs;
  await Promise.all(Array.from({ length: connections }, () => connection(port, request, end, latencies)));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)];
  return { requestsPerSecond: (latencies.length / durationMs) * 1000, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function connection(port: number, request: Buffer, end: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let started = 0;
    let left = -1;
    const send = () => {
      started = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk) => {
      if (left < 0) {
        const text = chunk.toString("latin1");
        if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(text));
        left = text.indexOf("\r\n\r\n") + 4 + Number(/content-length: (\d+)/i.exec(text)![1]);
      }
      left -= chunk.length;
      if (left > 0) return;
      left = -1;
      const now = performance.now();
      latencies.push(now - started);
      if (now < end) send();
      else socket.destroy();
    });
  });
}
