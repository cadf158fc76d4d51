import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseProfiles } from "../server/credentials.js";
import { CliError } from "./errors.js";

/** What a running server leaves in its data folder for the commands that talk to it. */
export interface RunningServer {
  readonly url: string;
  readonly region: string;
  readonly pid: number;
}

/** A running server and the keys to it. */
export interface Connection extends RunningServer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const fileOf = (dataFolder: string) => join(dataFolder, "server.json");

/** Leaves word in the data folder of the server that runs on it, for `connect` in other processes. */
export function recordServer(dataFolder: string, server: RunningServer): void {
  writeFileSync(fileOf(dataFolder), `${JSON.stringify(server)}\n`);
}

export function forgetServer(dataFolder: string): void {
  rmSync(fileOf(dataFolder), { force: true });
}

/** The server that runs on a data folder (default: `KAKEHI_DATA`, else `~/.kakehi`). Throws `CliError` where none does. */
export function connect(data: string | undefined): Connection {
  const dataFolder = data ?? (process.env.KAKEHI_DATA || join(homedir(), ".kakehi"));
  try {
    const server: RunningServer = JSON.parse(readFileSync(fileOf(dataFolder), "utf8"));
    process.kill(server.pid, 0);
    const [keys] = parseProfiles(readFileSync(join(dataFolder, "credentials"), "utf8"));
    return { ...server, accessKeyId: keys!.accessKeyId, secretAccessKey: keys!.secretAccessKey };
  } catch (cause) {
    const message = `no server runs on the data folder ${dataFolder}. Start one: kakehi serve --data ${dataFolder}`;
    throw new CliError(message, { cause });
  }
}
