import type { LogEvent } from "../logs.js";

/** CloudWatch's limit of an event; longer lines are cut into several. */
const longest = 256 * 1024;

/** The messages that a printed text is kept as: one per line, and none longer than an event may be. */
export function messagesOf(text: string): string[] {
  const lines = text.endsWith("\n") ? text.slice(0, -1) : text;
  return lines.split("\n").flatMap((line) => (line.length <= longest ? [line] : cut(line)));
}

function cut(line: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < line.length; at += longest) pieces.push(line.slice(at, at + longest));
  return pieces;
}

export const encodeEvent = (timestamp: number, message: string): string => `${timestamp} ${message}\n`;

/** The events in bytes that begin with an event and end with a line's end. */
export function decodeEvents(bytes: Buffer, position: number): LogEvent[] {
  const events: LogEvent[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const space = bytes.indexOf(32, start);
    events.push({
      position: position + start,
      timestamp: Number(bytes.toString("latin1", start, space)),
      message: bytes.toString("utf8", space + 1, end),
    });
    start = end + 1;
  }
  return events;
}
