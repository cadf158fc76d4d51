// Writes docs/ops.md, the table of MLeap ops, from the registry: `npm run build && node scripts/ops-table.mjs`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The page's text; a test compares it with the file. */
export async function opsTable() {
  const { groups, unsupported } = await import("../dist/src/mleap/registry.js");
  const count = Object.values(groups).reduce((sum, ops) => sum + Object.keys(ops).length, 0);
  const lines = [
    "# MLeap ops",
    "",
    "<!-- made by scripts/ops-table.mjs from src/mleap/registry.ts -->",
    "",
    `\`kakehi/mleap\` runs ${count} ops, and \`pipeline\`. Where MLeap's JVM runtime and Spark answer differently, Kakehi gives Spark's`,
    "answer, so that what was trained is what is served; the last column says where that is.",
    "",
  ];
  for (const [title, ops] of Object.entries(groups)) {
    lines.push(
      `## ${title}`,
      "",
      "| op | Spark | what it does | MLeap and Spark differ |",
      "| --- | --- | --- | --- |",
    );
    for (const load of Object.values(ops)) {
      const { name, spark, summary, difference } = (await load()).op;
      lines.push(`| \`${name}\` | ${spark ?? "–"} | ${cell(summary)} | ${cell(difference ?? "")} |`);
    }
    lines.push("");
  }
  lines.push(
    "## What cannot run",
    "",
    "Loading a bundle with one of these says so by name.",
    "",
    "| op | why |",
    "| --- | --- |",
  );
  for (const [name, why] of unsupported) lines.push(`| \`${name}\` | ${why} |`);
  return `${lines.join("\n")}\n`;
}

function cell(text) {
  return text.replaceAll("|", "\\|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs", "ops.md"), await opsTable());
}
