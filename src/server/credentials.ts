import { randomBytes, randomUUID } from "node:crypto";
import { link, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Credential, CredentialStore } from "../aws/identity/credentials.js";
import { dataFolderErrors } from "../stores/errors.js";

/** The keys of a data folder. */
export interface KeyRing extends CredentialStore {
  /** Where they are stored: AWS's own format, so that `AWS_SHARED_CREDENTIALS_FILE` may name it. */
  readonly file: string;
  /** The pair of the profile `default`, or the first there is: what `kakehi env` prints. */
  readonly main: Credential;
}

export interface Owner {
  readonly partition: string;
  readonly account: string;
}

/**
 * Reads the key pairs of a data folder; on first start makes one, in a file that only its owner can read. A user may add
 * profiles to the file: each one's keys are good. Throws `DataFolderError` where the file has no pair.
 */
export async function openKeyRing(folder: string, owner: Owner): Promise<KeyRing> {
  const file = join(folder, "credentials");
  const text = (await readText(file)) ?? (await createKeys(file));
  const pairs = parseProfiles(text).map((pair) => credentialOf(pair, owner));
  const main = pairs[0];
  if (!main) throw dataFolderErrors.noKeys(file);
  const byId = new Map(pairs.map((credential) => [credential.accessKeyId, credential]));
  return { file, main, find: (accessKeyId) => byId.get(accessKeyId) };
}

interface Profile {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `arn:…:assumed-role/…` and not a user's: SDKs work out the execution role from it. */
function credentialOf({ name, accessKeyId, secretAccessKey }: Profile, { partition, account }: Owner): Credential {
  const arn = `arn:${partition}:sts::${account}:assumed-role/kakehi/${name}`;
  return {
    accessKeyId,
    secretAccessKey,
    caller: { accessKeyId, account, arn, userId: `AROA${account}KAKEHI:${name}` },
  };
}

/** The complete profiles of a shared credentials file, `default` first. */
export function parseProfiles(text: string): Profile[] {
  const profiles: Profile[] = [];
  for (const section of text.split(/^[ \t]*(?=\[)/m)) {
    const name = /^\[\s*([^\]]+?)\s*\]/.exec(section)?.[1];
    const setting = (key: string) => new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(\\S+)`, "m").exec(section)?.[1];
    const accessKeyId = setting("aws_access_key_id");
    const secretAccessKey = setting("aws_secret_access_key");
    if (name && accessKeyId && secretAccessKey) profiles.push({ name, accessKeyId, secretAccessKey });
  }
  return profiles.sort((a, b) => Number(b.name === "default") - Number(a.name === "default"));
}

/** Writes a new pair. Of several processes that start at once, one wins, and all use its keys. */
async function createKeys(file: string): Promise<string> {
  const text = `[default]\naws_access_key_id = ${newAccessKeyId()}\naws_secret_access_key = ${randomBytes(30).toString("base64")}\n`;
  const temporary = `${file}.${randomUUID()}`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(temporary);
  }
  return readFile(file, "utf8");
}

/** 20 characters, as AWS's: `AKIA` and 16 of base 32. */
function newAccessKeyId(): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `AKIA${[...randomBytes(16)].map((byte) => alphabet[byte & 31]).join("")}`;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
