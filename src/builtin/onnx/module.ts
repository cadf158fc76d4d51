/** The handler module behind `kakehi/onnx`: runs in a worker of its own, as the user's handlers do. */

import { readFile } from "node:fs/promises";
import type { Handler } from "../handler/types.js";
import { type Outputs, writeAnswer } from "./answers.js";
import { requestErrors, startErrors } from "./errors.js";
import { findModel } from "./find-model.js";
import { type Graph, readGraph } from "./graph.js";
import { type Feed, type Feeds, readRequest } from "./requests.js";
import { loadRuntime, type OnnxRuntime, type OnnxSession, type OnnxTensor } from "./runtime.js";

interface Loaded {
  readonly runtime: OnnxRuntime;
  readonly session: OnnxSession;
  readonly graph: Graph;
  /** The outputs that are tensors: maps and sequences (scikit-learn's `zipmap`) cannot be had in JavaScript. */
  readonly outputs: readonly string[];
}

type OnnxHandler = Handler<Loaded, Uint8Array, Outputs>;

let graph: Graph | undefined;

export const load: OnnxHandler["load"] = async (modelFolder) => {
  const bytes = await readFile(await findModel(modelFolder));
  graph = readGraph(bytes);
  const outputs = graph.outputs.filter(({ type }) => type !== 0).map(({ name }) => name);
  if (outputs.length === 0) {
    throw startErrors.noTensor();
  }
  const runtime = await loadRuntime();
  const threads = Number(process.env.OMP_NUM_THREADS ?? 1);
  const session = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  return { runtime, session, graph, outputs };
};

/** Takes the body as it is: what is in it only the model tells. */
export const parse = (body: Uint8Array, contentType: string): Feeds => readRequest(body, contentType, graph!.inputs);

export const predict = async (
  { rows, feeds }: Feeds,
  { runtime, session, graph, outputs }: Loaded,
): Promise<Outputs> => {
  const batches = graph.inputs.some(({ dimensions }) => dimensions?.[0] === 1) ? rows : 1;
  const parts: Record<string, OnnxTensor>[] = [];
  for (let part = 0; part < batches; part++) {
    const tensors: Record<string, OnnxTensor> = {};
    for (const [name, feed] of Object.entries(feeds)) tensors[name] = tensorOf(runtime, feed, part, batches);
    parts.push(await session.run(tensors, outputs));
  }
  return {
    rows,
    tensors: outputs.map((name) => ({
      name,
      tensor: joined(
        parts.map((part) => part[name]),
        rows,
        name,
      ),
    })),
  };
};

export const format = writeAnswer;

/** One of equal parts of a feed; models whose first dimension is 1 take a row at a time. */
function tensorOf(runtime: OnnxRuntime, { type, data, dimensions }: Feed, part: number, parts: number): OnnxTensor {
  const size = data.length / parts;
  const rows = dimensions[0] / parts;
  return new runtime.Tensor(type, parts === 1 ? data : (data.slice(part * size, (part + 1) * size) as Feed["data"]), [
    rows,
    ...dimensions.slice(1),
  ]);
}

function joined(parts: readonly OnnxTensor[], rows: number, name: string): OnnxTensor {
  const [first] = parts as readonly [OnnxTensor];
  const data = parts.length === 1 ? first.data : parts.flatMap((part) => Array.from(part.data));
  if (data.length % rows !== 0 || data.length === 0) {
    throw requestErrors.output(name, data.length, rows);
  }
  const [count, ...rest] = first.dims;
  const perRow = (count ?? 1) * parts.length === rows ? rest : [data.length / rows];
  return { type: first.type, data, dims: [rows, ...perRow] };
}
