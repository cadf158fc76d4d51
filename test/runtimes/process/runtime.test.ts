import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { processes } from "../../../src/runtimes/process/runtime.js";
import { StartError } from "../../../src/runtimes/runtime.js";
import { fixture, root } from "../../support.js";
import { conformance } from "../conformance.js";

const folder = fixture("containers", "behaviours");
const runtime = processes({ images: { "my/image:1": folder }, stopGraceMs: 1_000 });
const spec = { name: "primary", environment: {}, startupTimeoutMs: 20_000, log: () => {} };

conformance({ name: "process", runtime, image: `file:${folder}` });

test("an image URI may stand for a folder", async () => {
  assert.ok(runtime.accepts("my/image:1"));
  assert.ok(!runtime.accepts("my/image:2"));
  const container = await runtime.start({ ...spec, image: "my/image:1" });
  assert.equal(await container.ping(), 200);
  await container.stop();
});

for (const [what, files, message] of [
  ["no folder", undefined, /names no folder/],
  ["no manifest", {}, /has no readable kakehi-container\.json/],
  ["a manifest that is not JSON", { "kakehi-container.json": "{" }, /is not JSON/],
  ["a manifest without a command", { "kakehi-container.json": "{}" }, /"command" must be a list of strings/],
  [
    "a wrong environment",
    { "kakehi-container.json": '{"command":["x"],"environment":{"A":1}}' },
    /"environment" must map/,
  ],
  [
    "a program that is not there",
    { "kakehi-container.json": '{"command":["no-such-program"]}' },
    /could not be started.*ENOENT/,
  ],
] as const) {
  test(`${what} is refused with a reason`, async (context) => {
    const place = mkdtempSync(join(tmpdir(), "kakehi-container-"));
    context.after(() => rmSync(place, { recursive: true, force: true }));
    if (files === undefined) rmSync(place, { recursive: true });
    for (const [name, content] of Object.entries(files ?? {})) writeFileSync(join(place, name), content);
    await assert.rejects(runtime.start({ ...spec, image: `file:${place}` }), (error) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, message);
      return true;
    });
  });
}

for (const language of ["node", "python", "shell"]) {
  test(`the ${language} example serves`, async (context) => {
    if (language === "python" && !runs("python3")) return context.skip("python3 is not on this machine");
    const container = await runtime.start({ ...spec, image: `file:${join(root, "examples", "containers", language)}` });
    context.after(() => container.stop());
    const body = new TextEncoder().encode("3,4\n");
    const reply = await container.invoke({ contentType: "text/csv", accept: undefined, headers: {}, body });
    assert.equal(reply.status, 200);
    assert.equal(new TextDecoder().decode(reply.body), language === "shell" ? "3,4\n" : "7.0\n");
  });
}

/** Runs a script that starts containers and prints their process groups, kills it, and waits until nothing of them is left. */
async function killed(script: string): Promise<void> {
  const prelude = `
    import { execFileSync } from "node:child_process";
    import { processes } from ${JSON.stringify(join(root, "dist/src/runtimes/process/runtime.js"))};
    const runtime = processes({ images: {}, stopGraceMs: 1000 });
    const spec = { name: "primary", image: ${JSON.stringify(`file:${folder}`)}, startupTimeoutMs: 20000, log: () => {} };
    const start = async (environment) => {
      const container = await runtime.start({ ...spec, environment });
      const ask = { contentType: undefined, accept: undefined, headers: {}, body: Buffer.from("pid") };
      return Buffer.from((await container.invoke(ask)).body).toString().trim();
    };
    setInterval(() => {}, 1000);`;
  const server = spawn(process.execPath, ["--input-type=module", "-e", prelude + script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await once(server.stdout, "data");
  const groups = String(output).trim().split(" ").map(Number);
  for (const group of groups) assert.ok(membersOf(group) >= 2, "the container and its child run");
  server.kill("SIGKILL");
  const members = () => groups.reduce((sum, group) => sum + membersOf(group), 0);
  for (const end = Date.now() + 10_000; members() > 0; await sleep(50)) assert.ok(Date.now() < end);
}

test("nothing is left behind when this process is killed", () =>
  killed(`console.log(await start({ BEHAVIOUR: "leave a child" }));`));

test("nothing is left behind either when what watches over the containers was killed before", () =>
  killed(`
    const first = await start({ BEHAVIOUR: "leave a child" });
    const table = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" }).split("\\n");
    const [watchdog] = table.map((line) => line.trim().split(/ +/)).find(([, parent, name]) => parent == process.pid && name === "sh");
    process.kill(watchdog, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 200));
    console.log(first, await start({ BEHAVIOUR: "leave a child" }));`));

function membersOf(group: number): number {
  const table = execFileSync("ps", ["-eo", "pgid=,stat="], { encoding: "utf8" });
  return table.split("\n").filter((line) => line.trim().startsWith(`${group} `) && !line.includes("Z")).length;
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
