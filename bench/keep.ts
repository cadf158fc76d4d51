import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../bench/results/", import.meta.url));

/** Of the last minute before the benchmark began: what else the machine had to do. */
const load = Number(loadavg()[0].toFixed(2));

/** Keeps figures as `bench/results/<date>-<name>.json`, with the machine they were measured on. */
export function keep(name: string, figures: Readonly<Record<string, unknown>>): void {
  const date = new Date().toISOString().slice(0, 10);
  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, load };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${date}-${name}.json`);
  writeFileSync(path, `${JSON.stringify({ date, machine, ...figures }, null, 2)}\n`);
  console.log(`kept in ${path}`);
}
