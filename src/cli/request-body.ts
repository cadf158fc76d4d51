import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { usageError } from "./errors.js";
import { reasonOf } from "./system-errors.js";

/** The bytes of a file, or of standard input for `-`. Throws `CliError`. */
export function readBody(input: string): Promise<Uint8Array> {
  if (input === "-") return buffer(process.stdin);
  return readFile(input).catch((error) => {
    throw usageError(`${input} cannot be read: ${reasonOf(error)}`);
  });
}
