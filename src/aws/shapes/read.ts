import { type AwsError, commonErrors } from "../errors.js";
import { broken, constraintsOf } from "./constraints.js";
import { brokenConstraint, validationMessage } from "./messages.js";
import type { Shape, ShapeTable, StructureShape, ValueOf } from "./shape.js";

/**
 * Checks a decoded JSON body against a shape and gives it back with the members the shape has: others and nulls are left
 * out, timestamps become `Date`s.
 * Throws `SerializationException` for a value of another type, and one `ValidationException` that lists all broken constraints
 * (`2 validation errors detected: Value '…' at '…' failed to satisfy constraint: …; Value …`).
 */
export function readShape<T extends ShapeTable, N extends keyof T & string>(
  table: T,
  name: N,
  input: unknown,
): ValueOf<T, N> {
  const reading = new Reading(table);
  const value = reading.read(name, input, "");
  if (reading.problems.length > 0) throw commonErrors.validation(validationMessage(reading.problems));
  return value as ValueOf<T, N>;
}

class Reading {
  readonly problems: string[] = [];
  readonly #table: ShapeTable;

  constructor(table: ShapeTable) {
    this.#table = table;
  }

  read(name: string, input: unknown, path: string): unknown {
    const shape = this.#table[name];
    const value = convert(shape, input);
    for (const problem of broken(shape, value)) this.#report(value, path, problem);
    if (shape.type === "structure") return this.#structure(shape, value as Record<string, unknown>, path);
    if (shape.type === "list") return this.#list(shape.member, value as unknown[], path);
    if (shape.type === "map") return this.#map(shape, value as Record<string, unknown>, path);
    return value;
  }

  #structure(shape: StructureShape, input: Record<string, unknown>, path: string): unknown {
    const output: Record<string, unknown> = {};
    for (const [member, name] of Object.entries(shape.required)) {
      const at = join(path, member);
      if (isAbsent(input[member])) this.#report(null, at, "Member must not be null");
      else output[member] = this.read(name, input[member], at);
    }
    for (const [member, name] of Object.entries(shape.optional)) {
      if (!isAbsent(input[member])) output[member] = this.read(name, input[member], join(path, member));
    }
    return output;
  }

  /** The elements of a list of structures have paths of their own; of other lists, the list as a whole is at fault. */
  #list(member: string, input: unknown[], path: string): unknown {
    const shape = this.#table[member];
    if (!isScalar(shape))
      return input.map((element, index) => this.read(member, element, `${path}.${index + 1}.member`));
    const values = input.map((element) => convert(shape, element));
    if (values.some((value) => broken(shape, value).length > 0)) {
      this.#report(values, path, `Member must satisfy constraint: [${constraintsOf(shape).join(", ")}]`);
    }
    return values;
  }

  #map(shape: { key: string; value: string }, input: Record<string, unknown>, path: string): unknown {
    const keyShape = this.#table[shape.key];
    const valueShape = this.#table[shape.value];
    if (Object.keys(input).some((key) => broken(keyShape, key).length > 0)) {
      this.#report(input, path, `Map keys must satisfy constraint: [${constraintsOf(keyShape).join(", ")}]`);
    }
    const output: Record<string, unknown> = {};
    let fault = false;
    for (const [key, element] of Object.entries(input)) {
      const scalar = isScalar(valueShape);
      const value = scalar ? convert(valueShape, element) : this.read(shape.value, element, `${path}.${key}.member`);
      fault ||= scalar && broken(valueShape, value).length > 0;
      Object.defineProperty(output, key, { value, enumerable: true, writable: true, configurable: true });
    }
    if (fault)
      this.#report(output, path, `Map value must satisfy constraint: [${constraintsOf(valueShape).join(", ")}]`);
    return output;
  }

  #report(value: unknown, path: string, constraint: string): void {
    this.problems.push(brokenConstraint(value === null ? undefined : shown(value), path, constraint));
  }
}

/** Paths are in lower camel case: `productionVariants.1.member.modelName`. */
function join(path: string, member: string): string {
  const name = member[0].toLowerCase() + member.slice(1);
  return path === "" ? name : `${path}.${name}`;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isScalar(shape: Shape): boolean {
  return shape.type !== "structure" && shape.type !== "list" && shape.type !== "map";
}

/** Values as Java prints them, which is what AWS's messages show. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, element]) => `${key}=${shown(element)}`)
    .join(", ")}}`;
}

/** The value in its shape's type. Throws `SerializationException` for any other, as AWS's JSON reader words it. */
function convert(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case "string":
      if (typeof value === "string") return value;
      throw mismatch(value, "a String");
    case "boolean":
      if (typeof value === "boolean") return value;
      throw mismatch(value, "a Boolean");
    case "float":
      if (typeof value === "number") return value;
      throw mismatch(value, "a Float");
    case "integer":
      if (Number.isSafeInteger(value)) return value;
      throw mismatch(value, "an Integer");
    case "timestamp":
      if (typeof value === "number" && Math.abs(value) <= 8.64e12) return new Date(value * 1000);
      throw mismatch(value, "a Timestamp");
    case "list":
      if (Array.isArray(value)) return value.filter((element) => !isAbsent(element));
      throw commonErrors.serialization("Start of list found where not expected.");
    default:
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
      throw commonErrors.serialization("Start of structure or map found where not expected.");
  }
}

function mismatch(value: unknown, wanted: string): AwsError {
  if (typeof value === "object") {
    return commonErrors.serialization("Start of structure or map found where not expected.");
  }
  const found = typeof value === "boolean" ? `${value}`.toUpperCase() : typeof value === "number" ? "NUMBER" : "STRING";
  return commonErrors.serialization(`${found}_VALUE can not be converted to ${wanted}`);
}
