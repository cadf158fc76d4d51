import { randomUUID } from "node:crypto";
import { existsSync, type Stats } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { contentsOf } from "../contents.js";
import { ArtifactError, artifactErrors } from "./errors.js";
import { type ArtifactLimits, FolderWriter } from "./folder-writer.js";
import { type ArtifactObjects, layOutFiles, layOutObject, layOutPrefix } from "./lay-out.js";
import { locate } from "./location.js";
import type { ArtifactSource } from "./source.js";
import { unpack } from "./unpack.js";

/** Model data on disk, laid out as a container finds it under `/opt/ml/model`. Nothing in it is ever changed. */
export interface Artifact {
  /** SHA-256 over the paths and contents of its files, in hex. */
  readonly digest: string;
  readonly folder: string;
}

export const defaultLimits: ArtifactLimits = { bytes: 16 * 1024 ** 3, files: 100_000 };

/** Fetches model data and keeps it, unpacked, in a folder named by its digest. */
export class ArtifactCache {
  readonly #root: string;
  readonly #objects: ArtifactObjects;
  readonly #limits: ArtifactLimits;
  /** What a source's present version unpacked to, so that deploying it again costs one look at the object. */
  readonly #known = new Map<string, string>();

  constructor(root: string, objects: ArtifactObjects, limits: ArtifactLimits = defaultLimits) {
    this.#root = root;
    this.#objects = objects;
    this.#limits = limits;
  }

  /** The artifact of that digest, if it is here. */
  get(digest: string): Artifact | undefined {
    const folder = join(this.#root, digest);
    return existsSync(folder) ? { digest, folder } : undefined;
  }

  /** Throws `ArtifactError` `NotFound` when a single object or file is not there. Costs no transfer. */
  async check(source: ArtifactSource): Promise<void> {
    if (source.form !== "prefix") await this.#version(source);
  }

  /** Throws `ArtifactError` with a message fit for a FailureReason. */
  async fetch(source: ArtifactSource): Promise<Artifact> {
    const version = source.form === "prefix" ? undefined : await this.#version(source);
    const known = version === undefined ? undefined : this.#known.get(version);
    const artifact = (known === undefined ? undefined : this.get(known)) ?? (await this.#unpack(source));
    if (version !== undefined) this.#known.set(version, artifact.digest);
    return artifact;
  }

  /** Removes what is neither in `used` nor younger than `ageMs`, and what an earlier process left half done. */
  async prune(used: ReadonlySet<string>, ageMs: number): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    for (const name of await readdir(this.#root)) {
      const path = join(this.#root, name);
      if (used.has(name)) continue;
      const old = name.startsWith("part-") || Date.now() - (await stat(path)).mtimeMs > ageMs;
      if (old) await rm(path, { recursive: true, force: true });
    }
  }

  async #unpack(source: ArtifactSource): Promise<Artifact> {
    const part = join(this.#root, `part-${randomUUID()}`);
    await mkdir(part, { recursive: true });
    const writer = new FolderWriter(source.uri, part, this.#limits);
    try {
      await this.#write(source, writer);
      const digest = await writer.digest();
      const folder = join(this.#root, digest);
      if (existsSync(folder)) await rm(part, { recursive: true });
      else await rename(part, folder);
      await utimes(folder, new Date(), new Date());
      return { digest, folder };
    } catch (error) {
      await writer.settle();
      await rm(part, { recursive: true, force: true });
      throw error instanceof ArtifactError ? error : artifactErrors.unreadable(source.uri, error);
    }
  }

  async #write({ uri, form }: ArtifactSource, writer: FolderWriter): Promise<void> {
    const location = locate(uri);
    if (location.kind === "file") {
      const info = await statOf(uri, location.path);
      if (info.isDirectory() || form !== "archive") return layOutFiles(location.path, writer);
      return unpack(contentsOf(location.path), info.size, writer, this.#limits);
    }
    const { bucket, key } = location;
    if (form === "prefix") return layOutPrefix(this.#objects, uri, bucket, key, writer);
    const info = await this.#head(uri, bucket, key);
    if (form === "object") return layOutObject(this.#objects, uri, info, writer);
    return unpack((await this.#objects.get(bucket, key)).body, info.size, writer, this.#limits);
  }

  /** What tells this version of a single object or file from another; throws when it is not there. */
  async #version({ uri, form }: ArtifactSource): Promise<string | undefined> {
    const location = locate(uri);
    if (location.kind === "object") {
      const { etag, size, modified } = await this.#head(uri, location.bucket, location.key);
      return JSON.stringify([form, location.bucket, location.key, etag, size, modified]);
    }
    const info = await statOf(uri, location.path);
    return info.isDirectory() ? undefined : JSON.stringify([form, location.path, info.size, info.mtimeMs, info.ino]);
  }

  #head(uri: string, bucket: string, key: string) {
    return this.#objects.head(bucket, key).catch((error: unknown) => {
      throw artifactErrors.notFound(uri, error);
    });
  }
}

function statOf(uri: string, path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw artifactErrors.notFound(uri, error);
  });
}
