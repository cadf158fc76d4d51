import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";

/** Which folder of `src/` may import which: the table of the design. A folder may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  bytes: [],
  frame: [],
  xgboost: ["bytes"],
  mleap: ["bytes", "frame", "xgboost"],
  sparkml: ["mleap", "frame"],
  content: ["bytes", "frame"],
  pipeline: ["frame", "content"],
  builtin: ["mleap", "xgboost", "sparkml", "content", "frame", "bytes", "pipeline"],
  runtimes: ["pipeline"],
  stores: ["bytes"],
  jobs: [],
  endpoints: ["pipeline", "stores", "runtimes/runtime"],
  transform: ["jobs", "pipeline", "content", "stores", "runtimes/runtime"],
  training: ["jobs", "pipeline", "content", "stores", "runtimes/runtime"],
  aws: ["bytes"],
  apis: ["aws", "endpoints", "transform", "training", "stores"],
  server: ["*"],
  cli: ["*"],
};

/** Folders that run in a browser too: no Node built-in, no dependency. */
const pure = new Set(["bytes", "frame", "xgboost", "mleap", "content"]);

const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

test("imports flow one way", () => {
  const wrong: string[] = [];
  for (const file of files) {
    const layer = file.split("/")[0];
    const allowed = mayImport[layer];
    assert.ok(allowed, `src/${layer} is not in the table of layers`);
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith(".")) continue;
      const target = relative(src, resolve(src, dirname(file), specifier)).replace(/\.js$/, "");
      const other = target.split("/")[0];
      const ok =
        other === layer ||
        (allowed.includes("*") && !(layer === "server" && other === "cli")) ||
        allowed.some((name) => target === name || target.startsWith(`${name}/`));
      if (!ok) wrong.push(`src/${file} imports ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("the libraries know neither Node nor any dependency", () => {
  const wrong = files
    .filter((file) => pure.has(file.split("/")[0]))
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !specifier.startsWith("."))
        .map((specifier) => `src/${file} imports ${specifier}`),
    );
  assert.deepEqual(wrong, []);
});

test("every folder of src is in the table of layers", () => {
  const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
  assert.deepEqual(
    folders.filter((name) => !(name in mayImport)),
    [],
  );
});

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  return [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!);
}
