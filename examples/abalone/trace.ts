import type { InvokeEndpointCommandOutput, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";

const traceIds = new WeakMap<object, string>();

interface Trace {
  readonly ms: number;
  readonly stages: readonly { readonly container: string; readonly ms: number; readonly handedOver: boolean }[];
}

/** Makes a client ask for a trace with each call; the header is Kakehi's own, SageMaker ignores it. */
export function traced(client: SageMakerRuntimeClient): SageMakerRuntimeClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      (args.request as { headers: Record<string, string> }).headers["x-kakehi-trace"] = "times";
      const result = await next(args);
      const id = (result.response as { headers: Record<string, string> }).headers["x-kakehi-trace-id"];
      if (id) traceIds.set(result.output, id);
      return result;
    },
    { step: "build" },
  );
  return client;
}

/** The trace of a call made through `traced`. */
export async function traceOf(url: string, reply: InvokeEndpointCommandOutput): Promise<Trace> {
  const response = await fetch(`${url}/_kakehi/traces/${traceIds.get(reply)}`);
  if (!response.ok) throw new Error(`no trace: ${response.status} ${await response.text()}`);
  return (await response.json()) as Trace;
}

/** One line per stage: container, milliseconds, share, and what it passed on. */
export function stageTable(trace: Trace): string {
  const share = (ms: number) => `${((100 * ms) / trace.ms).toFixed(0)} %`;
  const rows = trace.stages.map(({ container, ms, handedOver }) => [
    container,
    ms.toFixed(3),
    share(ms),
    handedOver ? "a frame" : "bytes",
  ]);
  const between = trace.ms - trace.stages.reduce((sum, stage) => sum + stage.ms, 0);
  rows.push(["between", between.toFixed(3), share(between), ""], ["in all", trace.ms.toFixed(3), "100 %", ""]);
  const table = [["stage", "ms", "share", "passed on"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  const pad = (cell: string, column: number) =>
    column === 1 || column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  return table.map((line) => `  ${line.map(pad).join("   ").trimEnd()}`).join("\n");
}
