import { type ColumnText, clip, type Description } from "./description.js";

/**
 * A bundle's graph as text: what goes in, each op in order with its columns and parameters, what comes out. Lines are cut at
 * `width` characters.
 */
export function drawText(description: Description, width = 100): string {
  const { info, inputs, results, nodes } = description;
  const lines = [`${info.name} (MLeap ${info.version}, ${info.format})`, "", "reads", ...list(inputs), ""];
  nodes.forEach(({ node, op, spark, inputs: from, outputs: to, parameters }, i) => {
    const number = `${i + 1}`.padStart(`${nodes.length}`.length);
    lines.push(`${number}  ${op}  ${node}${spark === undefined ? "" : `  (${spark})`}`);
    const indent = " ".repeat(number.length + 2);
    lines.push(`${indent}${names(from)} → ${names(to)}`);
    for (const parameter of parameters) lines.push(`${indent}  ${parameter}`);
  });
  lines.push("", "makes", ...list(results));
  return `${lines.map((line) => clip(line, width)).join("\n")}\n`;
}

function list(columns: readonly ColumnText[]): string[] {
  const longest = Math.max(0, ...columns.map(({ column }) => column.length));
  return columns.map(({ column, type }) => `  ${column.padEnd(longest)}  ${type}`);
}

function names(columns: readonly ColumnText[]): string {
  return columns.map(({ column }) => column).join(", ") || "nothing";
}
