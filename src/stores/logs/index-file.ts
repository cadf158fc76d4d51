import { appendFile, readFile, rename, writeFile } from "node:fs/promises";
import type { StreamRecord } from "./stream.js";

/** The list of all streams, a line of JSON each: so that opening a store is one read, however many there are. */
export async function readIndex(path: string): Promise<StreamRecord[]> {
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // A crash may have cut the last line off; its stream had no events yet.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) await writeIndex(path, parse(whole));
  return parse(whole);
}

function parse(lines: string): StreamRecord[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as StreamRecord);
}

export async function appendToIndex(path: string, records: readonly StreamRecord[]): Promise<void> {
  if (records.length > 0) await appendFile(path, linesOf(records));
}

/** Writes the index anew; a reader finds the old one or the new one. */
export async function writeIndex(path: string, records: readonly StreamRecord[]): Promise<void> {
  await writeFile(`${path}.new`, linesOf(records));
  await rename(`${path}.new`, path);
}

const linesOf = (records: readonly StreamRecord[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");
