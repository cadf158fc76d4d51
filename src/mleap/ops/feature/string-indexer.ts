import type { DoubleSlot, StringSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import type { HandleInvalid, Model } from "../../model.js";
import { doubleOut, type Kernel, type Op, string, transformer } from "../../op.js";

export const op: Op = {
  name: "string_indexer",
  summary:
    "Strings to the position in a list of labels, one list per column. Both null and an unseen label are invalid.",
  spark: "StringIndexerModel",
  difference:
    "A boolean column is cast to `true` and `false` as in Spark; MLeap casts it to `1` and `0`. With skip, a null drops the row as in Spark; MLeap fails from 0.23.2 on.",
  load(model, ports) {
    const labels = labelsOf(model);
    const invalid = model.handleInvalid();
    const plain = ports.inputs.includes("input");
    return transformer({
      inputs: labels.map((_, i) => string(plain ? "input" : `input${i}`)),
      outputs: labels.map((_, i) => doubleOut(plain ? "output" : `output${i}`)),
      words: [...labels.map((list) => `labels: ${list.join(", ")}`), `invalid values: ${invalid}`],
      bind(inputs, slots, { drop }) {
        const outputs = inputs.map(() => slots.double());
        return { outputs, kernels: inputs.map((input, i) => index(input, outputs[i], labels[i], invalid, drop)) };
      },
    });
  },
};

/** MLeap 0.18 and newer number the lists; older ones have one. */
function labelsOf(model: Model): string[][] {
  if (!model.has("labels_length")) return [model.strings("labels")];
  const lists: string[][] = [];
  const length = model.integer("labels_length");
  for (let i = 0; i < length; i++) lists.push(model.strings(`labels_array_${i}`));
  return lists;
}

function index(
  input: StringSlot,
  output: DoubleSlot,
  labels: readonly string[],
  invalid: HandleInvalid,
  drop: (row: number) => void,
): Kernel {
  const positions = new Map<string | null, number>(labels.map((label, position) => [label, position]));
  return (rows) => {
    const from = input.values;
    const to = output.values;
    for (let r = 0; r < rows; r++) {
      const label = from[r];
      const position = positions.get(label);
      if (position !== undefined) to[r] = position;
      else if (invalid === "keep") to[r] = labels.length;
      else if (invalid === "skip") drop(r);
      else throw label === null ? errors.nullLabel(r) : errors.unseenLabel(label, r);
    }
  };
}
