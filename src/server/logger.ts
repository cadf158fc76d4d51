import { type Logger, pino } from "pino";

export type { Logger } from "pino";

/** The server's own log: JSON lines on standard error, so that standard output is free for what commands print. */
export function loggerOf(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}
