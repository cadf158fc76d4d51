// Compiles every src/**/*.wat to WebAssembly and writes it beside its source as <name>-wasm.ts, base64 text, so that the
// libraries load it without a file system. `--check` writes nothing and fails where a compiled file is out of date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import wabt from "wabt";

const check = process.argv.includes("--check");
const { parseWat } = await wabt();
const sources = readdirSync("src", { recursive: true }).filter((name) => name.endsWith(".wat"));
let stale = 0;
for (const name of sources.map((name) => join("src", name))) {
  const module = parseWat(name, readFileSync(name, "utf8"), { simd: true, threads: true, bulk_memory: true });
  const text = Buffer.from(module.toBinary({}).buffer).toString("base64");
  module.destroy();
  const target = name.replace(/\.wat$/, "-wasm.ts");
  const content = `/** \`${basename(name)}\` compiled by \`npm run wasm\`: WebAssembly as base64. */\nexport const wasm =\n  "${text}";\n`;
  const current = readdirSync(join(name, "..")).includes(basename(target)) ? readFileSync(target, "utf8") : "";
  if (current === content) continue;
  if (check) console.error(`${target} is out of date: npm run wasm`);
  else writeFileSync(target, content);
  stale++;
}
process.exit(check && stale > 0 ? 1 : 0);
