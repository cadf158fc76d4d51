/**
 * Reads a Python pickle as data, without running it: classes and functions it names are only names, and a pickle that names
 * one beside those listed here is refused. Knows the opcodes that pickled Boosters use (protocols 2 to 5).
 */
import { xgboostError } from "../errors.js";

export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleObject
  | PickleGlobal;

/** What calling a class would make: never called, only its name and its state are kept. */
export interface PickleObject {
  readonly class: string;
  state: PickleValue;
}

interface PickleGlobal {
  readonly global: string;
}

/** Reads the one value that a pickle holds. Throws `XgboostError` `pickle_refused`. */
export function readPickle(bytes: Uint8Array): PickleValue {
  const machine: Machine = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    stack: [],
    marks: [],
    memo: new Map(),
  };
  for (;;) {
    const at = machine.at;
    const code = machine.view.getUint8(take(machine, 1));
    if (code === stop) return pop(machine);
    const operation = operations.get(code);
    if (operation === undefined) throw refused(`it uses the opcode 0x${code.toString(16)} at byte ${at}`);
    operation(machine);
  }
}

interface Machine {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  readonly stack: PickleValue[];
  /** Heights of the stack that a later opcode goes back to. */
  readonly marks: number[];
  readonly memo: Map<number, PickleValue>;
}

/** Classes that are read as plain objects. */
const classes =
  /^(xgboost\.core Booster|xgboost\.sklearn XGB\w+|collections OrderedDict|numpy\S* (ndarray|dtype|_reconstruct|scalar))$/;
const bytearrays = new Set(["builtins bytearray", "__builtin__ bytearray"]);
const encode = "_codecs encode";

const stop = ".".charCodeAt(0);

const operations: ReadonlyMap<number, (machine: Machine) => void> = new Map(
  Object.entries<(machine: Machine) => void>({
    "\x80": (m) => take(m, 1), // PROTO
    "\x95": (m) => take(m, 8), // FRAME
    "(": (m) => m.marks.push(m.stack.length), // MARK
    N: (m) => m.stack.push(null), // NONE
    "\x88": (m) => m.stack.push(true), // NEWTRUE
    "\x89": (m) => m.stack.push(false), // NEWFALSE
    K: (m) => m.stack.push(m.view.getUint8(take(m, 1))), // BININT1
    M: (m) => m.stack.push(m.view.getUint16(take(m, 2), true)), // BININT2
    J: (m) => m.stack.push(m.view.getInt32(take(m, 4), true)), // BININT
    "\x8a": (m) => m.stack.push(long(takeBytes(m, m.view.getUint8(take(m, 1))))), // LONG1
    G: (m) => m.stack.push(m.view.getFloat64(take(m, 8))), // BINFLOAT
    "\x8c": (m) => m.stack.push(text(takeBytes(m, m.view.getUint8(take(m, 1))))), // SHORT_BINUNICODE
    X: (m) => m.stack.push(text(takeBytes(m, m.view.getUint32(take(m, 4), true)))), // BINUNICODE
    "\x8d": (m) => m.stack.push(text(takeBytes(m, length64(m)))), // BINUNICODE8
    C: (m) => m.stack.push(takeBytes(m, m.view.getUint8(take(m, 1)))), // SHORT_BINBYTES
    B: (m) => m.stack.push(takeBytes(m, m.view.getUint32(take(m, 4), true))), // BINBYTES
    "\x8e": (m) => m.stack.push(takeBytes(m, length64(m))), // BINBYTES8
    "\x96": (m) => m.stack.push(takeBytes(m, length64(m))), // BYTEARRAY8
    "}": (m) => m.stack.push(new Map()), // EMPTY_DICT
    "]": (m) => m.stack.push([]), // EMPTY_LIST
    ")": (m) => m.stack.push([]), // EMPTY_TUPLE
    t: (m) => m.stack.push(popToMark(m)), // TUPLE
    "\x85": (m) => m.stack.push(m.stack.splice(height(m, 1))), // TUPLE1
    "\x86": (m) => m.stack.push(m.stack.splice(height(m, 2))), // TUPLE2
    "\x87": (m) => m.stack.push(m.stack.splice(height(m, 3))), // TUPLE3
    a: (m) => extend(m, m.stack.splice(height(m, 1))), // APPEND
    e: (m) => extend(m, popToMark(m)), // APPENDS
    s: (m) => assign(m, m.stack.splice(height(m, 2))), // SETITEM
    u: (m) => assign(m, popToMark(m)), // SETITEMS
    "\x94": (m) => m.memo.set(m.memo.size, top(m)), // MEMOIZE
    q: (m) => m.memo.set(m.view.getUint8(take(m, 1)), top(m)), // BINPUT
    r: (m) => m.memo.set(m.view.getUint32(take(m, 4), true), top(m)), // LONG_BINPUT
    h: (m) => m.stack.push(recall(m, m.view.getUint8(take(m, 1)))), // BINGET
    j: (m) => m.stack.push(recall(m, m.view.getUint32(take(m, 4), true))), // LONG_BINGET
    c: (m) => m.stack.push(global(`${line(m)} ${line(m)}`)), // GLOBAL
    "\x93": (m) => m.stack.push(global(m.stack.splice(height(m, 2)).join(" "))), // STACK_GLOBAL
    "\x81": (m) => m.stack.push(instance(m.stack.splice(height(m, 2)))), // NEWOBJ
    R: (m) => m.stack.push(instance(m.stack.splice(height(m, 2)))), // REDUCE
    b: build, // BUILD
  }).map(([character, operation]) => [character.charCodeAt(0), operation]),
);

function global(name: string): PickleGlobal {
  if (!classes.test(name) && !bytearrays.has(name) && name !== encode)
    throw refused(`it names ${JSON.stringify(name)}`);
  return { global: name };
}

/** What a call would give: bytes for the two functions that wrap bytes, an object with nothing but its name for a class. */
function instance([callee, parameters]: PickleValue[]): PickleValue {
  if (!isGlobal(callee) || !Array.isArray(parameters)) throw refused("it calls what is not a class");
  const [first] = parameters;
  if (bytearrays.has(callee.global)) {
    if (first === undefined) return new Uint8Array(0);
    if (first instanceof Uint8Array) return first;
    throw refused("it makes a bytearray of something else than bytes");
  }
  if (callee.global === encode) {
    if (typeof first !== "string") throw refused("it encodes something else than text");
    return Uint8Array.from(first, (character) => character.charCodeAt(0));
  }
  return { class: callee.global, state: null };
}

function build(machine: Machine): void {
  const state = pop(machine);
  const target = top(machine);
  if (!isObject(target)) throw refused("it gives a state to what is not an object");
  target.state = state;
}

function extend(machine: Machine, values: PickleValue[]): void {
  const list = top(machine);
  if (!Array.isArray(list)) throw refused("it appends to what is not a list");
  for (const value of values) list.push(value);
}

function assign(machine: Machine, entries: PickleValue[]): void {
  const target = top(machine);
  // An OrderedDict gets items too; what it holds does not matter here.
  if (isObject(target)) return;
  if (!(target instanceof Map)) throw refused("it sets items of what is not a dict");
  for (let i = 0; i + 1 < entries.length; i += 2) target.set(entries[i], entries[i + 1]);
}

export function isObject(value: PickleValue): value is PickleObject {
  return typeof value === "object" && value !== null && "class" in value;
}

function isGlobal(value: PickleValue | undefined): value is PickleGlobal {
  return typeof value === "object" && value !== null && "global" in value;
}

function pop(machine: Machine): PickleValue {
  return machine.stack.splice(height(machine, 1))[0];
}

function top(machine: Machine): PickleValue {
  return machine.stack[height(machine, 1)];
}

function height({ stack }: Machine, count: number): number {
  if (stack.length < count) throw refused("it takes more from its stack than there is");
  return stack.length - count;
}

function popToMark({ stack, marks }: Machine): PickleValue[] {
  const mark = marks.pop();
  if (mark === undefined || mark > stack.length) throw refused("it goes back to a mark that is not there");
  return stack.splice(mark);
}

function recall({ memo }: Machine, index: number): PickleValue {
  const value = memo.get(index);
  if (value === undefined) throw refused(`it recalls entry ${index}, which it has not kept`);
  return value;
}

function take(machine: Machine, length: number): number {
  const { at, bytes } = machine;
  if (length > bytes.length - at) throw refused(`it ends early, at byte ${bytes.length}`);
  machine.at += length;
  return at;
}

function takeBytes(machine: Machine, length: number): Uint8Array {
  const at = take(machine, length);
  return machine.bytes.subarray(at, at + length);
}

function length64(machine: Machine): number {
  return Number(machine.view.getBigUint64(take(machine, 8), true));
}

function line(machine: Machine): string {
  const end = machine.bytes.indexOf(0x0a, machine.at);
  if (end < 0) throw refused(`it ends early, at byte ${machine.bytes.length}`);
  const line = text(takeBytes(machine, end - machine.at));
  machine.at += 1;
  return line;
}

function long(bytes: Uint8Array): bigint {
  const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return BigInt.asIntN(8 * bytes.length, value);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function refused(what: string): Error {
  return xgboostError("pickle_refused", what);
}
