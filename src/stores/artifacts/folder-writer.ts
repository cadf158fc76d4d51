import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, mkdir, open, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { artifactErrors } from "./errors.js";

/** What one artifact may grow to on disk. */
export interface ArtifactLimits {
  readonly bytes: number;
  readonly files: number;
}

/** Files whose flush to disk is under way at a time: flushing in parallel is what makes it cheap. */
const flushes = 16;

/**
 * Writes the files of one artifact below a folder and flushes them to disk. Paths and links are taken to be safe.
 * The digest is of the unpacked content, so that the same files packed anew are the same artifact.
 */
export class FolderWriter {
  readonly #uri: string;
  readonly #root: string;
  readonly #limits: ArtifactLimits;
  readonly #folders = new Set<string>();
  readonly #content = new Map<string, string>();
  readonly #flushing = new Set<Promise<void>>();
  #bytes = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(uri: string, root: string, limits: ArtifactLimits) {
    this.#uri = uri;
    this.#root = root;
    this.#limits = limits;
  }

  async folder(path: string): Promise<void> {
    if (this.#folders.has(path)) return;
    await mkdir(join(this.#root, path), { recursive: true });
    this.#folders.add(path);
  }

  /** Writes a file in the place of an earlier one of that path. */
  async file(path: string, body: AsyncIterable<Uint8Array>, executable: boolean): Promise<void> {
    const target = await this.#place(path);
    const mode = executable ? 0o755 : 0o644;
    const handle = await open(target, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode);
    const hash = createHash("sha256");
    try {
      for await (const chunk of body) {
        this.#bytes += chunk.length;
        if (this.#bytes > this.#limits.bytes) throw artifactErrors.tooLarge(this.#uri, `${this.#limits.bytes} bytes`);
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#content.set(path, `${executable ? "executable" : "file"} ${hash.digest("hex")}`);
    await this.#flush(handle);
  }

  async symlink(path: string, target: string): Promise<void> {
    await symlink(target, await this.#place(path));
    this.#content.set(path, `symlink ${target}`);
  }

  async link(path: string, target: string): Promise<void> {
    await link(join(this.#root, target), await this.#place(path));
    this.#content.set(path, this.#content.get(target)!);
  }

  /** Resolves, when all that was written is on disk, with the SHA-256 over all paths and contents, in hex. */
  async digest(): Promise<string> {
    await this.settle();
    if (this.#failure !== undefined) throw this.#failure.error;
    const hash = createHash("sha256");
    for (const [path, content] of [...this.#content].sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${path}\0${content}\0`);
    }
    return hash.digest("hex");
  }

  /** Resolves when no file is open any more. */
  async settle(): Promise<void> {
    await Promise.all(this.#flushing);
  }

  async #place(path: string): Promise<string> {
    if (this.#content.size >= this.#limits.files)
      throw artifactErrors.tooLarge(this.#uri, `${this.#limits.files} files`);
    await this.folder(dirname(path));
    const target = join(this.#root, path);
    if (this.#content.has(path)) await rm(target);
    return target;
  }

  async #flush(handle: FileHandle): Promise<void> {
    if (this.#flushing.size >= flushes) await Promise.race(this.#flushing);
    const flushing: Promise<void> = handle
      .datasync()
      .finally(() => handle.close())
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#flushing.delete(flushing));
    this.#flushing.add(flushing);
  }
}
