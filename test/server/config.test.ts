import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { configOf, type Settings } from "../../src/server/config.js";
import { environmentSettings, fileSettings } from "../../src/server/settings.js";
import { root } from "../support.js";

test("later settings go before earlier ones, undefined ones do not count, the rest has defaults", () => {
  const undefinedPort = { port: undefined } as unknown as Settings;
  const config = configOf({ port: 1, host: "0.0.0.0" }, { port: 2, dataFolder: "here" }, undefinedPort);
  assert.equal(config.port, 2);
  assert.equal(config.host, "0.0.0.0");
  assert.equal(config.dataFolder, resolve("here"));
  assert.equal(config.region, "us-east-1");
  assert.equal(config.partition, "aws");
  assert.equal(configOf({ region: "us-gov-west-1" }).partition, "aws-us-gov");
});

test("every bad setting is named", () => {
  const bad = { port: 70000, account: "1", region: "Mars", colour: "red" } as Settings;
  assert.throws(() => configOf(bad), {
    name: "ConfigError",
    message: /port: .*region: expected a region such as us-east-1; account: expected 12 digits; settings: .*"colour"/,
  });
});

test("the environment says the same", () => {
  const environment = { KAKEHI_PORT: "0", KAKEHI_SIGNATURES: "false", KAKEHI_REGION: "", KAKEHI_DATA: "d", PATH: "/" };
  assert.deepEqual(environmentSettings(environment), { port: 0, signatures: false, dataFolder: "d" });
  assert.throws(() => configOf(environmentSettings({ KAKEHI_PORT: "many" })), /^ConfigError: port: /);
  assert.throws(() => configOf(environmentSettings({ KAKEHI_SIGNATURES: "maybe" })), /signatures: /);
});

test("and so does a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-config-"));
  const file = join(folder, "kakehi.json");
  writeFileSync(file, '{"port": 7, "images": {"mine:1": "/srv/mine"}}');
  assert.deepEqual(configOf(fileSettings(file)).images, { "mine:1": "/srv/mine" });
  writeFileSync(file, "[]");
  assert.throws(() => fileSettings(file), { name: "ConfigError", message: `${file}: expected a JSON object` });
  writeFileSync(file, "{");
  assert.throws(() => fileSettings(file), { name: "ConfigError" });
  assert.throws(() => fileSettings(join(folder, "none")), { name: "ConfigError", message: /there is no such file$/ });
  rmSync(folder, { recursive: true });
});

test("docs/configuration.md lists every setting with its default", () => {
  const page = readFileSync(join(root, "docs", "configuration.md"), "utf8");
  const table = page.slice(0, page.indexOf("## Alarms"));
  const listed = new Map(
    [...table.matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\|([^|]*)\|/gm)].map((row) => [row[1], plain(row[2])]),
  );
  const { partition: _, ...defaults } = configOf({ dataFolder: "~/.kakehi" });
  const expected = { ...defaults, dataFolder: "~/.kakehi", s3Endpoint: "–" };
  const written = Object.entries(expected).map(([name, value]) => [
    name,
    plain(typeof value === "object" ? "{}" : `${value}`),
  ]);
  assert.deepEqual(Object.fromEntries(listed), Object.fromEntries(written));
});

/** Without the marks and the spaces between digits. */
function plain(text: string): string {
  return text
    .replaceAll("`", "")
    .replace(/(?<=\d)\s(?=\d)/g, "")
    .trim();
}
