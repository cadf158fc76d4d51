import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";

const browser = ["chromium", "chromium-browser", "google-chrome"].find(
  (command) => spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0,
);
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html" };
const page = `<!doctype html><title>waiting</title><script type="module">
  import { run } from "/dist/test/mleap/in-browser.js";
  const archive = new Uint8Array(await (await fetch("/examples/abalone/sparkml.tar.gz")).arrayBuffer());
  document.title = JSON.stringify(await run(archive));
</script>`;

test("a web page in Chromium loads a bundle from its archive and runs it", {
  skip: browser === undefined && "Chromium is not on this machine",
}, async () => {
  const profile = mkdtempSync(join(tmpdir(), "kakehi-chromium-"));
  const server = createServer((request, response) => {
    const path = normalize(request.url ?? "/");
    try {
      const body = path === "/" ? page : readFileSync(join(root, path));
      response
        .writeHead(200, { "content-type": types[extname(path) || ".html"] ?? "application/octet-stream" })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`];
    const dom = await output(browser!, [...flags, "--virtual-time-budget=20000", "--dump-dom", address]);
    assert.match(dom, /<title>\[0,0,0\.515,0\.425,0\.14,0\.766,0\.304,0\.1725,0\.255\]<\/title>/);
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"], timeout: 60_000 });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", () => resolve(text));
  });
}
