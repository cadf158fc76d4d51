import { CliError, exitCodes } from "./errors.js";

/** What the system refuses, in words, and how a command ends that had to do with it. */
const refusals: Readonly<Record<string, readonly [reason: string, exitCode: number]>> = {
  ENOENT: ["there is no such file or folder", exitCodes.usage],
  EISDIR: ["it is a folder, not a file", exitCodes.usage],
  ENOTDIR: ["a part of the path is a file, not a folder", exitCodes.usage],
  EEXIST: ["there is a file of that name, which is no folder", exitCodes.usage],
  EACCES: ["permission denied", exitCodes.usage],
  EPERM: ["permission denied", exitCodes.usage],
  EROFS: ["the file system is read-only", exitCodes.usage],
  ENOSPC: ["the disk is full", exitCodes.failed],
  EADDRINUSE: ["another program listens there; --port takes another port, 0 a free one", exitCodes.failed],
  EADDRNOTAVAIL: ["this machine has no such address", exitCodes.usage],
  ENOTFOUND: ["there is no such host", exitCodes.usage],
  ECONNREFUSED: ["nothing listens there", exitCodes.failed],
};

interface SystemError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** An error of the operating system as an end for people; undefined for any other error. */
export function systemError(error: unknown): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, hostname, address, port } = error as SystemError;
  const refusal = refusals[code];
  if (refusal === undefined) return undefined;
  const what = path ?? hostname ?? (port === undefined ? address : `${address}:${port}`);
  const [reason, exitCode] = refusal;
  return new CliError(what === undefined ? reason : `${what}: ${reason}`, { exitCode, cause: error });
}

/** Why a file cannot be read or written, in words. */
export function reasonOf(error: unknown): string {
  const known = error instanceof Error ? refusals[(error as SystemError).code ?? ""] : undefined;
  return known?.[0] ?? (error instanceof Error ? error.message : String(error));
}
