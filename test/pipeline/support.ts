import type { Frame } from "../../src/frame/types.js";
import type { Container, Invocation, NativeContainer, Reply } from "../../src/pipeline/container.js";
import { ContainerError } from "../../src/pipeline/errors.js";

export const text = (body: Uint8Array) => new TextDecoder().decode(body);

export function request(body: string, more: Partial<Invocation> = {}): Invocation {
  return { contentType: "text/csv", accept: undefined, headers: {}, body: new TextEncoder().encode(body), ...more };
}

export function reply(body: string, more: Partial<Reply> = {}): Reply {
  return { status: 200, contentType: "text/csv", headers: {}, body: new TextEncoder().encode(body), ...more };
}

/** A container that is reached by bytes only. `seen` keeps what it was asked. */
export function remote(
  answer: (invocation: Invocation) => Reply | Promise<Reply>,
): Container & { readonly seen: Invocation[] } {
  const seen: Invocation[] = [];
  return {
    name: "remote",
    seen,
    ping: async () => 200,
    executionParameters: async () => reply("", { status: 404 }),
    invoke: async (invocation) => {
      seen.push(invocation);
      return answer(invocation);
    },
  };
}

export interface Calls {
  parse: number;
  format: number;
  adopt: number;
}

/** A native container that adds `step` to every number of a CSV row; a negative number is refused with a 400. */
export function adder(step: number, options: { adopts?: boolean } = {}): Container & { readonly calls: Calls } {
  const calls: Calls = { parse: 0, format: 0, adopt: 0 };
  const native: NativeContainer = {
    parse(invocation) {
      calls.parse++;
      const body = text(invocation.body);
      if (body === "") throw new ContainerError(204, "");
      return frameOf(Float64Array.from(body.split(","), Number));
    },
    run(frame) {
      const values = valuesOf(frame);
      if (values.some((value) => value < 0)) throw new ContainerError(400, "negative number");
      if (values.some(Number.isNaN)) throw new TypeError("not a number");
      return frameOf(values.map((value) => value + step));
    },
    format(frame, accept) {
      calls.format++;
      if (accept === "image/png") throw new ContainerError(406, "no pictures");
      return reply(valuesOf(frame).join(","), { contentType: accept ?? "text/csv" });
    },
    defaultContentType: () => "text/csv",
    adopt(frame) {
      calls.adopt++;
      return options.adopts === false ? undefined : frame;
    },
  };
  return {
    name: `adder ${step}`,
    calls,
    native,
    ping: async () => 200,
    executionParameters: async () => reply("", { status: 404 }),
    invoke: async (invocation) => native.format(native.run(native.parse(invocation)), invocation.accept),
  };
}

function frameOf(values: Float64Array): Frame {
  return {
    fields: [{ name: "x", type: { shape: "scalar", base: "double", nullable: false } }],
    columns: [{ kind: "number", values }],
    rows: values.length,
  };
}

function valuesOf(frame: Frame): Float64Array {
  const column = frame.columns[0];
  if (column.kind !== "number" || !(column.values instanceof Float64Array)) throw new Error("not doubles");
  return column.values;
}
