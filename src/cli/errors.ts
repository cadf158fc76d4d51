/**
 * How a command ends: 0 done, 1 the work failed, 2 the command line or an input is wrong. (64 and up, as in sysexits.h, would
 * say more than scripts ever ask.)
 */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

/** An end with a message for people: what happened, then what to do. No stack trace is shown. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "CliError";
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** A wrong option value or a missing file: exit code 2. */
export function usageError(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage });
}
