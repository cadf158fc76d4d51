import { Lines } from "../lines.js";
import type { Engine } from "./engine.js";

const headerBytes = 8;

/**
 * Passes on a container's output, from its first byte until it ends. The engine sends both outputs in one stream of frames: one
 * byte that tells which, three of padding, four of length (big-endian), then the bytes ("Attach to a container", Engine API).
 */
export async function followLogs(engine: Engine, id: string, log: (line: string) => void): Promise<void> {
  const outputs = new Map<number, Lines>();
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of engine.stream("GET", `/containers/${id}/logs?follow=1&stdout=1&stderr=1`)) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= headerBytes) {
      const end = headerBytes + pending.readUInt32BE(4);
      if (pending.length < end) break;
      linesOf(pending[0]).write(pending.subarray(headerBytes, end));
      pending = pending.subarray(end);
    }
  }
  for (const lines of outputs.values()) lines.end();

  function linesOf(output: number): Lines {
    let lines = outputs.get(output);
    if (lines === undefined) {
      lines = new Lines(log);
      outputs.set(output, lines);
    }
    return lines;
  }
}
