import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Engine } from "../../../src/runtimes/docker/engine.js";
import { docker } from "../../../src/runtimes/docker/runtime.js";

/** As much of an engine as one container needs; what runs in it is an HTTP server of the test. */
async function openEngine(containerPort: number, port = 0) {
  const calls: string[] = [];
  const running: ServerResponse[] = [];
  const json = (response: ServerResponse, document: unknown) => response.end(JSON.stringify(document));
  const server = createServer((request, response) => {
    const call = `${request.method} ${request.url!.replace("/v1.40", "").replace(/\?.*/, "")}`;
    calls.push(call);
    request.resume();
    switch (call) {
      case "GET /containers/json":
        return json(response, []);
      case "POST /containers/create":
        return json(response, { Id: "c1" });
      case "GET /containers/c1/json":
        return json(response, { NetworkSettings: { Ports: { "8080/tcp": [{ HostPort: String(containerPort) }] } } });
      case "GET /containers/c1/logs":
      case "POST /containers/c1/wait":
        running.push(response);
        return response.flushHeaders();
      case "POST /containers/c1/stop":
        for (const each of running.splice(0)) json(each, { StatusCode: 0 });
        return json(response, {});
      default:
        return json(response, {});
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { calls, close, port: (server.address() as AddressInfo).port };
}

test("an engine that goes away takes nothing else with it, and its containers are started again when it is back", {
  timeout: 60_000,
}, async (context) => {
  const contents = createServer((_, response) => response.end());
  contents.listen(0, "127.0.0.1");
  await once(contents, "listening");
  context.after(() => contents.close());
  const containerPort = (contents.address() as AddressInfo).port;
  const first = await openEngine(containerPort);
  const lines: string[] = [];
  const runtime = docker({ owner: "test", stopGraceSeconds: 1 }, new Engine(`tcp://127.0.0.1:${first.port}`));
  const container = await runtime.start({
    name: "container-1",
    image: "any:1",
    environment: {},
    startupTimeoutMs: 5_000,
    log: (line) => lines.push(line),
  });
  context.after(() => container.stop());
  assert.equal(await container.ping(), 200);

  await first.close();
  while (!lines.some((line) => line.includes("it did not start again"))) await sleep(20);
  assert.ok(lines.some((line) => /^\[kakehi\] it could not be removed: no Docker engine answers at/.test(line)));
  await assert.rejects(container.ping(), {
    name: "ContainerUnavailable",
    message: /container-1 .*the engine has lost/,
  });

  const second = await openEngine(containerPort, first.port);
  for (const end = Date.now() + 10_000; ; await sleep(50)) {
    if ((await container.ping().catch(() => 0)) === 200) break;
    assert.ok(Date.now() < end, lines.join("\n"));
  }
  assert.ok(second.calls.includes("POST /containers/create"));
  await container.stop();
  await second.close();
});
