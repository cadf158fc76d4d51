/** Checked access to a model document (parsed JSON or UBJSON): every complaint names the field by its path. */
import { type XgboostError, xgboostError } from "../errors.js";

/** A value of the document and the path that leads to it. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

type Numbers = ArrayLike<number | bigint | boolean | null>;

/** The error that says what is wrong with the value at a place. */
export function wrong(place: Place, what: string): XgboostError {
  return xgboostError("model_field", place.path, what);
}

/** The member `key`, or undefined where the document has none. */
export function optional(place: Place, key: string): Place | undefined {
  const { value, path } = place;
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw wrong(place, "is not an object");
  }
  if (!Object.hasOwn(value, key)) return undefined;
  return { value: (value as Record<string, unknown>)[key], path: path === "" ? key : `${path}.${key}` };
}

/** The member `key`, which must be there. */
export function member(place: Place, key: string): Place {
  const found = optional(place, key);
  if (found === undefined) throw xgboostError("model_field", `${place.path}.${key}`.replace(/^\./, ""), "is missing");
  return found;
}

/** The members of an object, in the document's order. */
export function members(place: Place): [key: string, value: Place][] {
  optional(place, "");
  return Object.keys(place.value as object).map((key) => [key, member(place, key)]);
}

/** The elements of an array of any values. */
export function elements(place: Place): Place[] {
  if (!Array.isArray(place.value)) throw wrong(place, "is not an array");
  return place.value.map((value: unknown, index) => ({ value, path: `${place.path}[${index}]` }));
}

export function text(place: Place): string {
  if (typeof place.value !== "string") throw wrong(place, "is not a string");
  return place.value;
}

/** A whole number, 0 or more, that the file has as text (parameters) or as a number. */
export function count(place: Place): number {
  const { value } = place;
  const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0) {
    throw wrong(place, "is not a whole number of 0 or more");
  }
  return number;
}

/** An array of floats, however the format has it. */
export function floats(place: Place): Float32Array {
  const { value } = place;
  if (value instanceof Float32Array) return value;
  return Float32Array.from(numbers(place), (entry, index) => {
    if (entry === null) return Number.NaN;
    if (typeof entry !== "number") throw wrong(place, `has at [${index}] something that is not a number`);
    return entry;
  });
}

/** An array of integers of 32 bits. */
export function integers(place: Place): Int32Array {
  if (place.value instanceof Int32Array) return place.value;
  return Int32Array.from(numbers(place), (entry, index) => {
    const number = Number(entry);
    if (entry === null || number !== (number | 0)) throw wrong(place, `has at [${index}] no integer of 32 bits`);
    return number;
  });
}

/** An array of sizes: integers of 0 or more, of up to 53 bits. */
export function sizes(place: Place): Float64Array {
  return Float64Array.from(numbers(place), (entry, index) => {
    const number = Number(entry);
    if (entry === null || !Number.isSafeInteger(number) || number < 0) throw wrong(place, `has at [${index}] no size`);
    return number;
  });
}

/** An array of yes and no, which files have as 0 and 1 or (before 1.1) as false and true. */
export function flags(place: Place): Uint8Array {
  if (place.value instanceof Uint8Array && place.value.every((flag) => flag <= 1)) return place.value;
  return Uint8Array.from(numbers(place), (entry, index) => {
    if (entry !== 0 && entry !== 1 && typeof entry !== "boolean")
      throw wrong(place, `has at [${index}] neither 0 nor 1`);
    return Number(entry);
  });
}

function numbers(place: Place): Numbers {
  const { value } = place;
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    throw wrong(place, "is not an array of numbers");
  }
  return value as unknown as Numbers;
}
