/** The data of a tensor in onnxruntime's JavaScript interface. */
export type TensorData = string[] | Uint8Array | NumberData | BigInt64Array | BigUint64Array;

type NumberData = Float32Array | Float64Array | Int8Array | Int16Array | Int32Array | Uint16Array | Uint32Array;

/** An element type that requests can bring: how its tensors are called and made. */
export interface ElementType {
  /** onnxruntime's name. */
  readonly name: string;
  readonly kind: "float" | "integer" | "long" | "bool" | "string";
  make(length: number): TensorData;
}

/** By their numbers in `TensorProto.DataType`. */
export const elementTypes: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [1, { name: "float32", kind: "float", make: (length) => new Float32Array(length) }],
  [2, { name: "uint8", kind: "integer", make: (length) => new Uint8Array(length) }],
  [3, { name: "int8", kind: "integer", make: (length) => new Int8Array(length) }],
  [4, { name: "uint16", kind: "integer", make: (length) => new Uint16Array(length) }],
  [5, { name: "int16", kind: "integer", make: (length) => new Int16Array(length) }],
  [6, { name: "int32", kind: "integer", make: (length) => new Int32Array(length) }],
  [7, { name: "int64", kind: "long", make: (length) => new BigInt64Array(length) }],
  [8, { name: "string", kind: "string", make: (length) => new Array<string>(length).fill("") }],
  [9, { name: "bool", kind: "bool", make: (length) => new Uint8Array(length) }],
  [11, { name: "float64", kind: "float", make: (length) => new Float64Array(length) }],
  [12, { name: "uint32", kind: "integer", make: (length) => new Uint32Array(length) }],
  [13, { name: "uint64", kind: "long", make: (length) => new BigUint64Array(length) }],
]);

const booleans: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["1", 1],
  ["false", 0],
  ["0", 0],
]);

/** One value of a request as text; null where JSON says so. */
export type Cell = string | null;

/**
 * A cell as an element. An empty or null cell is a missing value of a float (NaN); in other types there is none.
 * Undefined for what the type cannot hold.
 */
export function elementOf(type: ElementType, cell: Cell): number | bigint | string | undefined {
  const text = cell?.trim() ?? "";
  switch (type.kind) {
    case "string":
      return cell ?? undefined;
    case "float":
      return text === "" || /^[+-]?nan$/i.test(text) ? Number.NaN : float(text);
    case "bool":
      return booleans.get(text.toLowerCase());
    case "long":
      return /^[+-]?\d+$/.test(text) ? held(type, BigInt(text.replace("+", ""))) : undefined;
    case "integer":
      return /^[+-]?\d+$/.test(text) ? held(type, Number(text)) : undefined;
  }
}

/** The number, unless the type would keep another one. */
function held<N extends number | bigint>(type: ElementType, number: N): N | undefined {
  const one = type.make(1) as { [index: number]: unknown };
  one[0] = number;
  return one[0] === number || number === 0 ? number : undefined;
}

function float(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  return infinite === null ? undefined : infinite[1] === "-" ? -Infinity : Infinity;
}
