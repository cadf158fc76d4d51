/**
 * Looks into JSON text without turning it into values, so that what is copied stays as it was written: `1.0`, 20-digit
 * integers, the order of members. All functions expect valid JSON (`JSON.parse` has accepted it).
 */

export interface Member {
  readonly name: string;
  /** Its JSON text, without white space around it. */
  readonly value: string;
}

/** Whether the value is an object. */
export function isObject(json: string): boolean {
  return json.charCodeAt(skipSpace(json, 0)) === 0x7b;
}

/** Whether the value is an array. */
export function isArray(json: string): boolean {
  return json.charCodeAt(skipSpace(json, 0)) === 0x5b;
}

/** The members of an object, in order; a repeated name comes up each time. */
export function members(json: string): Member[] {
  const found: Member[] = [];
  let at = skipSpace(json, skipSpace(json, 0) + 1);
  while (json[at] !== "}") {
    const nameEnd = skipValue(json, at);
    const name = JSON.parse(json.slice(at, nameEnd)) as string;
    const start = skipSpace(json, skipSpace(json, nameEnd) + 1);
    const end = skipValue(json, start);
    found.push({ name, value: json.slice(start, end) });
    at = skipSeparator(json, end);
  }
  return found;
}

/** The JSON texts of an array's elements. */
export function elements(json: string): string[] {
  const found: string[] = [];
  let at = skipSpace(json, skipSpace(json, 0) + 1);
  while (json[at] !== "]") {
    const end = skipValue(json, at);
    found.push(json.slice(at, end));
    at = skipSeparator(json, end);
  }
  return found;
}

function skipSpace(json: string, at: number): number {
  while (json.charCodeAt(at) <= 0x20) at++;
  return at;
}

function skipSeparator(json: string, at: number): number {
  const next = skipSpace(json, at);
  return json[next] === "," ? skipSpace(json, next + 1) : next;
}

const string = /"(?:[^"\\]|\\.)*"/y;
const plain = /[^\s,:\]}]+/y;
const structure = /["[\]{}]/g;

/** Offset just after the value that begins at `start`. */
function skipValue(json: string, start: number): number {
  const first = json[start];
  if (first === '"') return skipWith(string, json, start);
  if (first !== "{" && first !== "[") return skipWith(plain, json, start);
  let depth = 1;
  let at = start + 1;
  while (depth > 0) {
    structure.lastIndex = at;
    const mark = structure.exec(json)!;
    at = mark[0] === '"' ? skipWith(string, json, mark.index) : mark.index + 1;
    if (mark[0] === "{" || mark[0] === "[") depth++;
    else if (mark[0] !== '"') depth--;
  }
  return at;
}

function skipWith(pattern: RegExp, json: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(json);
  return pattern.lastIndex;
}
