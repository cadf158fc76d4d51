import { type JsonPathError, pathErrors } from "../rule-errors.js";
import type { Index, JsonPath, Step } from "./path.js";

/**
 * Reads an `InputFilter` or `OutputFilter`: `$`, `.name`, `.*`, `['a','b']`, `[*]`, `[1,3]`, `[-1]`, `[1:4]`, `[0,5:]`; a dot may
 * stand before a bracket (`$.field1.['child1','child2']`). Throws `JsonPathError`. Several slices in one bracket are refused with
 * AWS's words (aws/sagemaker-python-sdk issue 1112). AWS also refuses names with an underscore (boto/boto3 issue 3136); here
 * they are names like any other.
 * Source: developer guide, "Associate Prediction Results with Input Records", table of operators.
 */
export function parseJsonPath(text: string): JsonPath {
  if (!text.startsWith("$")) throw pathErrors.noDollar(text);
  const steps: Step[] = [];
  let at = 1;
  while (at < text.length) {
    const dotted = text[at] === ".";
    if (dotted) at++;
    const pattern = text[at] === "[" ? bracket : dotted ? name : nothing;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw unexpected(text, at);
    steps.push(match[1] === undefined ? nameStep(match[0]) : bracketStep(text, match[1], at + 1));
    at = pattern.lastIndex;
  }
  return { text, steps };
}

const name = /\*|[^\s.[\]'",:*?()@$]+/y;
const bracket = /\[((?:'(?:[^'\\]|\\.)*'|[^\]'])*)\]/y;
const nothing = /(?!)/y;
const quotedNames = /^\s*'(?:[^'\\]|\\.)*'(?:\s*,\s*'(?:[^'\\]|\\.)*')*\s*$/;
const index = /^\s*-?\d+\s*$/;
const slice = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*$/;

function nameStep(text: string): Step {
  return text === "*" ? { kind: "wildcard" } : { kind: "names", names: [text] };
}

function bracketStep(path: string, inside: string, offset: number): Step {
  if (inside.trim() === "*") return { kind: "wildcard" };
  if (quotedNames.test(inside)) {
    const names = [...inside.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1].replace(/\\(.)/g, "$1"));
    return { kind: "names", names };
  }
  const indexes = inside.split(",").map((part) => parseIndex(path, part, offset));
  if (indexes.filter((part) => typeof part !== "number").length > 1) {
    throw pathErrors.severalSlices(path, inside);
  }
  return { kind: "indexes", indexes };
}

function parseIndex(path: string, part: string, offset: number): Index {
  if (index.test(part)) return Number(part);
  const match = slice.exec(part);
  if (match === null) throw unexpected(path, offset);
  const [start, end] = [match[1], match[2]].map((bound) => (bound === undefined ? undefined : Number(bound)));
  return { start, end };
}

function unexpected(text: string, at: number): JsonPathError {
  return at >= text.length ? pathErrors.tooShort(text) : pathErrors.unexpected(text, at);
}
