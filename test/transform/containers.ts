import type { Container, Reply } from "../../src/pipeline/container.js";
import type { Stage } from "../../src/pipeline/stage.js";

export interface FakeOptions {
  /** What the answer to several rows is joined by, and what ends it. */
  readonly separator?: string;
  readonly end?: string;
  readonly parameters?: object;
  /** Called before every answer; may throw or wait. */
  readonly before?: (body: string, call: number) => unknown;
}

/** A container that answers every line of its request with what `row` makes of it. Lines that say `bad` are refused with 400. */
export function fakeContainer(
  name: string,
  row: (line: string) => string,
  { separator = "\n", end = "", parameters, before }: FakeOptions = {},
): Container & { readonly bodies: string[] } {
  const bodies: string[] = [];
  return {
    name,
    bodies,
    ping: async () => 200,
    executionParameters: async () => (parameters ? reply(200, JSON.stringify(parameters)) : reply(404, "")),
    async invoke({ body, accept }): Promise<Reply> {
      const text = Buffer.from(body).toString("utf8");
      bodies.push(text);
      await before?.(text, bodies.length);
      const lines = text.replace(/\n$/, "").split("\n");
      const bad = lines.find((line) => line.includes("bad"));
      if (bad !== undefined) return reply(400, `cannot read ${bad}`);
      if (text.includes("broken")) return reply(500, "it broke");
      return { ...reply(200, lines.map(row).join(separator) + end), contentType: accept ?? "text/csv" };
    },
  };
}

export function reply(status: number, text: string): Reply {
  return { status, contentType: "text/plain", headers: {}, body: Buffer.from(text) };
}

export function stages(...containers: readonly Container[]): Stage[] {
  return containers.map((container) => ({ name: container.name, container }));
}
