/**
 * What a hop to a child process costs: one request at a time through the runtime's client, beside the same bytes over a bare
 * keep-alive socket to the same container (its own time, its HTTP server's and the kernel's). The difference is ours.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processes } from "../src/runtimes/process/runtime.js";
import { keep } from "./keep.js";
import { load } from "./load.js";
import { table } from "./measure.js";

const calls = 20_000;
const folder = mkdtempSync(join(tmpdir(), "kakehi-hop-"));
writeFileSync(join(folder, "kakehi-container.json"), '{ "command": ["node", "serve.mjs"] }');
writeFileSync(
  join(folder, "serve.mjs"),
  `import { createServer } from "node:http";
   const port = Number(process.env.SAGEMAKER_BIND_TO_PORT);
   createServer((request, response) => {
     const chunks = [];
     request.on("data", (chunk) => chunks.push(chunk)).on("end", () => {
       const body = request.url === "/invocations" && chunks.length === 0 ? String(port) : Buffer.concat(chunks);
       response.writeHead(200, { "content-type": "text/csv", "content-length": body.length }).end(body);
     });
   }).listen(port, "127.0.0.1");`,
);

const runtime = processes({ images: {}, stopGraceMs: 1_000 });
const spec = {
  name: "primary",
  image: `file:${folder}`,
  environment: {},
  startupTimeoutMs: 10_000,
  log: console.error,
};
const container = await runtime.start(spec);
try {
  const body = new TextEncoder().encode("F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255");
  const ask = (bytes: Uint8Array) =>
    container.invoke({ contentType: "text/csv", accept: "text/csv", headers: {}, body: bytes });
  const port = Number(Buffer.from((await ask(new Uint8Array())).body).toString());
  const head = `POST /invocations HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: text/csv\r\naccept: text/csv\r\n`;
  const bytes = Buffer.concat([Buffer.from(`${head}content-length: ${body.length}\r\n\r\n`), body]);

  await load(port, bytes, 1, 1_000);
  for (let call = 0; call < calls / 10; call++) await ask(body);
  const bare = await load(port, bytes, 1, 4_000);
  const latencies = new Float64Array(calls);
  for (let call = 0; call < calls; call++) {
    const started = performance.now();
    await ask(body);
    latencies[call] = performance.now() - started;
  }
  latencies.sort();
  const [p50, p99] = [latencies[calls >> 1], latencies[Math.floor(calls * 0.99)]];
  const us = (ms: number) => `${(ms * 1000).toFixed(0)} µs`;
  keep("hop", { calls, bareMs: bare, clientMs: { p50, p99 } });
  table([
    ["", "p50", "p99"],
    ["bare socket to the container", us(bare.p50Ms), us(bare.p99Ms)],
    ["the runtime's client", us(p50), us(p99)],
    ["the hop costs", us(p50 - bare.p50Ms), us(p99 - bare.p99Ms)],
  ]);
} finally {
  await container.stop();
  rmSync(folder, { recursive: true });
}
