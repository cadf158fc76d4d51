import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { expand } from "../../src/bytes/deflate.js";
import { readTarFiles } from "../../src/bytes/tar.js";
import type { Invocation, Reply } from "../../src/pipeline/container.js";
import type { NativeImage, NativeRunning } from "../../src/pipeline/native-image.js";

export const utf8 = new TextEncoder();
export const text = (reply: Reply) => new TextDecoder().decode(reply.body);

export function invocation(contentType: string | undefined, body: string | Uint8Array, accept?: string): Invocation {
  return { contentType, accept, headers: {}, body: typeof body === "string" ? utf8.encode(body) : body };
}

/** Writes files into a folder of their own, which goes when the tests of this file are done. */
export async function folderOf(files: Iterable<readonly [string, Uint8Array | string]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-builtin-"));
  after(() => rm(folder, { recursive: true, force: true }));
  for (const [path, body] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
  }
  return folder;
}

/** The folder that a `model.tar.gz` unpacks into. */
export async function unpacked(archive: string): Promise<string> {
  return folderOf(await readTarFiles(expand(await readFile(archive), "gzip", 1e8)));
}

export interface Started {
  readonly container: NativeRunning;
  readonly lines: string[];
}

export async function start(
  image: NativeImage,
  name: string,
  modelFolder: string,
  environment: Record<string, string> = {},
): Promise<Started> {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const container = await image.start({ name: "primary", image: name, modelFolder, environment, log });
  after(() => container.stop?.());
  return { container, lines };
}
