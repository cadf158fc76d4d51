import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, test } from "node:test";
import { createContainer, networkOf } from "../../src/runtimes/docker/container.js";
import { Engine } from "../../src/runtimes/docker/engine.js";
import { ensureNetwork } from "../../src/runtimes/docker/network.js";
import { docker } from "../../src/runtimes/docker/runtime.js";
import { StartError } from "../../src/runtimes/runtime.js";
import { conformance } from "../runtimes/conformance.js";
import { engine, makeImage } from "./docker.js";

const image = "kakehi-test/behaviours:1";
const owner = `test-${process.pid}`;
const found = await engine();

if ("absent" in found) {
  test("Docker", (context) => context.skip(found.absent));
} else {
  await makeImage(image);
  const options = { owner, stopGraceSeconds: 1 };
  const runtime = docker(options);
  const spec = { name: "primary", image, environment: {}, startupTimeoutMs: 20_000, log: () => {} };
  const ours = (all = "") =>
    execFileSync("sh", ["-c", `docker ps -q ${all} --filter label=kakehi.owner=${owner}`], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line !== "");

  conformance({ name: "docker", runtime, image });

  test("docker: an image that is not there and cannot be pulled is refused with the engine's reason", async () => {
    await assert.rejects(runtime.start({ ...spec, image: "kakehi-test/no-such-image:1" }), (error) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, /the image kakehi-test\/no-such-image:1 is not here and could not be pulled: /);
      return true;
    });
  });

  test("docker: no engine is said plainly", async () => {
    const without = docker(options, new Engine("unix:///nonexistent/docker.sock"));
    await assert.rejects(without.start(spec), /no Docker engine answers at unix:\/\/\/nonexistent\/docker\.sock/);
  });

  test("docker: ports are published on the loopback address only, the model is read-only, limits hold", async () => {
    const limited = docker({ ...options, cpus: 0.5, memoryMb: 256 });
    const container = await limited.start({ ...spec, modelFolder: "/etc/ssl" });
    const inspection = JSON.parse(execFileSync("docker", ["inspect", ours()[0]], { encoding: "utf8" }))[0];
    assert.deepEqual(
      inspection.NetworkSettings.Ports["8080/tcp"].map(({ HostIp }: { HostIp: string }) => HostIp),
      ["127.0.0.1"],
    );
    assert.equal(inspection.HostConfig.NanoCpus, 0.5e9);
    assert.equal(inspection.HostConfig.Memory, 256 << 20);
    assert.equal(inspection.Mounts[0].RW, false);
    await container.stop();
    assert.deepEqual(ours("-a"), []);
  });

  test("docker: containers of one group reach each other by name, on a network that ends with them", async () => {
    const group = "abalone-AllTraffic-1";
    const pair = await Promise.all(
      ["container-1", "container-2"].map((name) => runtime.start({ ...spec, name, group })),
    );
    const networks = () => execFileSync("docker", ["network", "ls", "--format", "{{.Name}}"], { encoding: "utf8" });
    assert.match(networks(), new RegExp(`kakehi-${owner}-${group}`));
    const inspection = JSON.parse(execFileSync("docker", ["inspect", ...ours()], { encoding: "utf8" }));
    const aliases = inspection.flatMap(
      (one: { NetworkSettings: { Networks: Record<string, { Aliases: string[] }> } }) =>
        Object.values(one.NetworkSettings.Networks).flatMap(({ Aliases }) => Aliases),
    );
    assert.ok(aliases.includes("container-1") && aliases.includes("container-2"));
    await Promise.all(pair.map((container) => container.stop()));
    assert.doesNotMatch(networks(), new RegExp(`kakehi-${owner}-${group}`));
  });

  test("docker: a restarted server takes its containers over, and removes those that nobody wants", async () => {
    const killed = new Engine(); // what a server that was killed has left: containers that nobody supervises
    await ensureNetwork(killed, networkOf(spec, owner), owner);
    const earlier = { ...options, server: "an earlier one" };
    await createContainer(killed, spec, earlier);
    await createContainer(killed, { ...spec, environment: { OLD: "1" } }, earlier);
    const before = ours().sort();
    assert.equal(before.length, 2);
    const second = docker(options);
    const container = await second.start(spec);
    assert.deepEqual(ours().sort(), before, "nothing new was started");
    await second.sweep?.();
    assert.equal(ours().length, 1);
    await container.stop();
    assert.deepEqual(ours("-a"), []);
  });

  after(() => {
    for (const id of ours("-a")) execFileSync("docker", ["rm", "-f", id], { stdio: "ignore" });
    execFileSync("docker", ["rmi", "-f", image], { stdio: "ignore" });
    found.stop();
  });
}
