import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Config, configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";

async function withServer(
  settings: object,
  work: (url: string, server: Awaited<ReturnType<typeof startServer>>) => Promise<void>,
) {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-start-"));
  const config: Config = configOf({ dataFolder, port: 0, drainMs: 100, logLevel: "silent", ...settings });
  const server = await startServer(config);
  try {
    await work(server.url, server);
  } finally {
    await server.close();
    rmSync(dataFolder, { recursive: true });
  }
}

test("serves with keys of its own, and the region and account it was given", async () => {
  await withServer({ region: "cn-north-1", account: "123456789012" }, async (endpoint, { credential }) => {
    const { accessKeyId, secretAccessKey } = credential;
    const client = new STSClient({ endpoint, region: "cn-north-1", credentials: { accessKeyId, secretAccessKey } });
    const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, "arn:aws-cn:sts::123456789012:assumed-role/kakehi/default");
    assert.equal(Account, "123456789012");
    const wrong = new STSClient({
      endpoint,
      region: "cn-north-1",
      credentials: { accessKeyId, secretAccessKey: "no" },
    });
    await assert.rejects(wrong.send(new GetCallerIdentityCommand({})), { name: "SignatureDoesNotMatch" });
  });
});

test("takes unsigned requests only when signatures are off", async () => {
  const list = (url: string) => fetch(url, { method: "POST", headers: { "x-amz-target": "SageMaker.ListModels" } });
  await withServer({}, async (url) => assert.equal((await list(url)).status, 403));
  await withServer({ signatures: false }, async (url) => {
    assert.deepEqual(await (await list(url)).json(), { Models: [] });
  });
});

test("has pages of its own below /_kakehi/", async () => {
  await withServer({}, async (url) => {
    const get = (path: string, method = "GET") => fetch(`${url}/_kakehi/${path}`, { method });
    assert.deepEqual(await (await get("health")).json(), { status: "ok" });
    assert.equal((await get("health?x=1")).status, 200);
    for (const path of ["", "nothing", "traces/none", "traces/", "constructor"])
      assert.equal((await get(path)).status, 404);
    assert.equal((await get("health", "POST")).status, 405);
  });
});

test("closing gives the data folder back, and a port that is taken is an error that leaves nothing locked", async () => {
  await withServer({}, async (_, server) => {
    const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-start-"));
    const config = configOf({ dataFolder, port: server.port, logLevel: "silent", drainMs: 100 });
    await assert.rejects(startServer(config), { code: "EADDRINUSE" });
    for (let i = 0; i < 2; i++) await (await startServer({ ...config, port: 0 })).close();
    rmSync(dataFolder, { recursive: true });
  });
});
