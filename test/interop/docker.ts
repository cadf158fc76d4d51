import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type TarFile, writeTar } from "../../src/bytes/tar-writer.js";
import { fixture } from "../support.js";

/**
 * Sees to it that a Docker engine answers. On a CI machine (variable CI, root, Debian) one is installed and started; elsewhere
 * one that runs is used and nothing is changed. Answers how to end it, or why there is none.
 */
export async function engine(): Promise<{ stop(): void } | { absent: string }> {
  if (answers()) return { stop() {} };
  if (!process.env.CI || process.getuid?.() !== 0) return { absent: "no Docker engine answers on this machine" };
  if (!has("dockerd")) {
    if (!has("apt-get")) return { absent: "no Docker engine, and no apt-get to install docker.io with" };
    try {
      execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", timeout: 120_000 });
      const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      execFileSync("apt-get", ["install", "-y", "-qq", "docker.io"], {
        stdio: "ignore",
        timeout: 300_000,
        env: environment,
      });
    } catch (error) {
      return { absent: `docker.io could not be installed: ${(error as Error).message.split("\n")[0]}` };
    }
  }
  const place = mkdtempSync(join(tmpdir(), "kakehi-dockerd-"));
  const daemon = spawn("dockerd", ["--data-root", join(place, "data"), "--pidfile", join(place, "pid")], {
    stdio: "ignore",
  });
  for (let tries = 0; tries < 60 && daemon.exitCode === null && !answers(); tries++) await sleep(500);
  if (!answers()) {
    daemon.kill();
    return { absent: "dockerd is here but did not start" };
  }
  return {
    stop() {
      daemon.once("exit", () => rmSync(place, { recursive: true, force: true }));
      daemon.kill();
    },
  };
}

/** Makes an image out of this machine's Node and a container of `fixtures/containers`; nothing is pulled. */
export async function makeImage(tag: string, container = "behaviours"): Promise<void> {
  const libraries = execFileSync("ldd", [process.execPath], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
  const files: TarFile[] = [
    { path: "bin/node", body: readFileSync(process.execPath), mode: 0o755 },
    ...libraries.map((path) => ({ path: path.slice(1), body: readFileSync(path), mode: 0o755 })),
    { path: "server.mjs", body: readFileSync(fixture("containers", container, "server.mjs")) },
  ];
  const archive: Uint8Array[] = [];
  for await (const chunk of writeTar(files)) archive.push(chunk);
  const changes = ['ENTRYPOINT ["/bin/node", "/server.mjs"]', "ENV BIND_ADDRESS=0.0.0.0"];
  const options = changes.flatMap((change) => ["--change", change]);
  execFileSync("docker", ["import", ...options, "-", tag], {
    input: Buffer.concat(archive),
    stdio: ["pipe", "ignore", "pipe"],
  });
}

function answers(): boolean {
  try {
    execFileSync("docker", ["version"], { stdio: "ignore", timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

function has(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
