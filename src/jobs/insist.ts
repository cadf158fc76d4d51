import { setTimeout as sleep } from "node:timers/promises";

const longestPauseMs = 10_000;

/**
 * Tries to store something until it is stored: how a job ended must not be lost because a disk is full for a while, or whoever
 * waits for the job would wait for ever. Given up when the server is being stopped; what the job did is done again then.
 * @param onFault is told of the first failure.
 */
export async function insist(
  write: () => void,
  closing: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<void> {
  for (let pause = 100; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return write();
    } catch (error) {
      if (pause === 100) onFault(error);
    }
    await sleep(pause, undefined, { signal: closing }).catch(() => {});
    if (closing.aborted) return;
  }
}
