import { badJson } from "../errors.js";
import { selectJson } from "../json-path/json.js";
import { isObject, members } from "../json-path/json-text.js";
import type { ProcessingSteps } from "./choose.js";
import type { Inference, Processor } from "./processor.js";

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/**
 * JSON and JSON Lines. A record that is an object gets `SageMakerOutput` as its last member; anything else becomes
 * `{"SageMakerInput": …, "SageMakerOutput": …}`. A reply to one record is one JSON text, a reply to several is JSON Lines.
 */
export function jsonProcessor({ input, join, output }: ProcessingSteps): Processor {
  return {
    filterInput(record) {
      if (input.steps.length === 0) return record;
      return encoder.encode(selectJson(input, valid(decode(record, "input"), "input")));
    },

    rows(reply, records) {
      const text = decode(reply, "output");
      if (records === 1) return text.trim() === "" ? [] : [text.trim()];
      return text.replace(/\r?\n$/, "").split(/\r?\n/);
    },

    finish(record, row, inference) {
      const joined = join ? joinJson(valid(decode(record, "input"), "input"), valid(row, "output")) : row;
      const filtered = output.steps.length === 0 ? joined : selectJson(output, valid(joined, "output"));
      return inference === undefined ? filtered : addInference(valid(filtered, "output"), inference);
    },

    encode: (text) => encoder.encode(text),
  };
}

function joinJson(record: string, row: string): string {
  if (!isObject(record)) return `{"SageMakerInput":${record.trim()},"SageMakerOutput":${row}}`;
  return withMembers(record, { SageMakerOutput: row });
}

function addInference(json: string, { id, time }: Inference): string {
  const added = { SageMakerInferenceId: JSON.stringify(id), SageMakerInferenceTime: JSON.stringify(time) };
  return withMembers(isObject(json) ? json : `{"SageMakerOutput":${json.trim()}}`, added);
}

/** The object with members put at its end; members of the same names go. The rest stays as it was written. */
function withMembers(object: string, added: Readonly<Record<string, string>>): string {
  const tail = Object.entries(added).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  const kept = members(object).filter((member) => !(member.name in added));
  return `{${[...kept.map((member) => `${JSON.stringify(member.name)}:${member.value}`), ...tail].join(",")}}`;
}

function decode(bytes: Uint8Array, what: "input" | "output"): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw badJson(what, "it is not UTF-8");
  }
}

function valid(json: string, what: "input" | "output"): string {
  try {
    JSON.parse(json);
    return json;
  } catch (error) {
    throw badJson(what, (error as Error).message);
  }
}
