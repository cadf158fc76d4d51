import { type BaseType, baseTypes, type Scalar, type Tensor } from "../frame/types.js";
import type { Attribute, AttributeValue, BundleModel, DataShape } from "./attributes.js";
import { errors } from "./errors.js";
import { defaultLimits, type Limits } from "./limits.js";

/** A matrix attribute: `values[column * rows + row]`, as Spark's `DenseMatrix` keeps it. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** What a bundle says of who wrote it. */
export interface Writer {
  readonly version: string;
  readonly name: string;
}

/** MLeap's exporter for scikit-learn names a bundle after its pipeline; Spark's pipelines have shorter ids. */
const scikitLearn = /^pipeline_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What to do with a value that was not there when the op was fitted. */
export type HandleInvalid = "error" | "skip" | "keep";

/**
 * The attributes of one op, asked for by name and type. Numbers may stand under any numeric base, and a tensor where a list is
 * asked for, because Python's writers mix them; everything else that is missing or of another kind is an error that names the
 * attribute. Methods with a `fallback` answer it when the attribute is absent.
 */
export class Model {
  readonly op: string;
  readonly #source: BundleModel;
  readonly limits: Limits;
  readonly #writer: Writer;

  constructor(source: BundleModel, writer: Writer = { version: "", name: "" }, limits = defaultLimits) {
    this.op = source.op;
    this.#source = source;
    this.#writer = writer;
    this.limits = limits;
  }

  /** Whether an MLeap before `major.minor` wrote the bundle; attributes keep the meaning they had then. */
  olderThan(major: number, minor: number): boolean {
    const [ownMajor = 0, ownMinor = 0] = this.#writer.version.split(/[.-]/, 2).map(Number);
    return ownMajor < major || (ownMajor === major && ownMinor < minor);
  }

  /** Whether MLeap's exporter for scikit-learn wrote the bundle, as far as its name tells. */
  get ofScikitLearn(): boolean {
    return scikitLearn.test(this.#writer.name);
  }

  has(name: string): boolean {
    return this.#source.attributes.has(name);
  }

  number(name: string, fallback?: number): number {
    const value = this.#scalar(name, fallback);
    if (value === undefined) return 0;
    if (typeof value === "number") return value;
    if (typeof value === "bigint") return Number(value);
    throw errors.badAttribute(name, "is not a number");
  }

  /** An integer of at least `least`: a count, a size, an index. */
  integer(name: string, fallback?: number, least = 0): number {
    const value = this.number(name, fallback);
    if (!Number.isSafeInteger(value)) throw errors.badAttribute(name, `is ${value}, not an integer`);
    if (value < least) throw errors.badAttribute(name, `is ${value}, less than ${least}`);
    return value;
  }

  boolean(name: string, fallback?: boolean): boolean {
    const value = this.#scalar(name, fallback) ?? false;
    if (typeof value !== "boolean") throw errors.badAttribute(name, "is not a boolean");
    return value;
  }

  string(name: string, fallback?: string): string {
    const value = this.#scalar(name, fallback) ?? "";
    if (typeof value !== "string") throw errors.badAttribute(name, "is not a string");
    return value;
  }

  /** A string that must be one of a few. */
  choice<T extends string>(name: string, choices: readonly T[], fallback?: T): T {
    const value = this.string(name, fallback);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw errors.badAttribute(name, `is "${value}", not one of ${choices.join(", ")}`);
    return found;
  }

  /** `handle_invalid`, which is `error` where a bundle does not say. */
  handleInvalid(choices: readonly HandleInvalid[] = ["error", "skip", "keep"]): HandleInvalid {
    return this.choice("handle_invalid", choices, "error");
  }

  numbers(name: string, fallback?: readonly number[]): Float64Array {
    const attribute = this.#source.attributes.get(name);
    if (attribute === undefined) {
      if (fallback === undefined) throw errors.missingAttribute(name);
      return Float64Array.from(fallback);
    }
    if (attribute.kind === "tensor") return doubles(name, attribute.tensor);
    const values = this.#list(name);
    const numbers = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== "number" && typeof value !== "bigint")
        throw errors.badAttribute(name, "is not a list of numbers");
      numbers[i] = Number(value);
    }
    return numbers;
  }

  integers(name: string, fallback?: readonly number[]): Int32Array {
    const values = this.numbers(name, fallback);
    const integers = Int32Array.from(values);
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== integers[i]) throw errors.badAttribute(name, `has ${values[i]}, which is not a 32-bit integer`);
    }
    return integers;
  }

  strings(name: string): string[] {
    return this.#list(name).map((value) => {
      if (typeof value !== "string") throw errors.badAttribute(name, "is not a list of strings");
      return value;
    });
  }

  booleans(name: string): boolean[] {
    return this.#list(name).map((value) => {
      if (typeof value !== "boolean") throw errors.badAttribute(name, "is not a list of booleans");
      return value;
    });
  }

  basicType(name: string): BaseType {
    return asBase(name, this.string(name));
  }

  basicTypes(name: string): BaseType[] {
    return this.strings(name).map((base) => asBase(name, base));
  }

  shapes(name: string): DataShape[] {
    return this.#list(name).map((value) => asShape(name, value));
  }

  /** One shape, written as a scalar or as a list of one. */
  shape(name: string, fallback: DataShape): DataShape {
    const attribute = this.#source.attributes.get(name);
    if (attribute === undefined) return fallback;
    if (attribute.kind === "scalar" && attribute.value === undefined) return fallback;
    return asShape(name, attribute.kind === "list" ? attribute.values[0] : this.#scalar(name));
  }

  /** A tensor of numbers, flat. */
  vector(name: string): Float64Array {
    return doubles(name, this.tensor(name));
  }

  matrix(name: string): Matrix {
    const tensor = this.tensor(name);
    const values = doubles(name, tensor);
    if (tensor.dimensions.length !== 2) throw errors.badAttribute(name, "is not a matrix");
    return { rows: tensor.dimensions[0], columns: tensor.dimensions[1], values };
  }

  /** A list of tensors of numbers. */
  vectors(name: string): Float64Array[] {
    return this.#list(name).map((value) => {
      if (!isTensor(value)) throw errors.badAttribute(name, "is not a list of tensors");
      return doubles(name, value);
    });
  }

  tensor(name: string): Tensor {
    const attribute = this.#attribute(name);
    const value =
      attribute.kind === "tensor" ? attribute.tensor : attribute.kind === "scalar" ? attribute.value : undefined;
    if (!isTensor(value)) throw errors.badAttribute(name, "is not a tensor");
    return value;
  }

  /** A scalar of whatever type. */
  value(name: string): Scalar | undefined {
    const value = this.#scalar(name);
    if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
      throw errors.badAttribute(name, "is not a scalar");
    }
    return value;
  }

  /** A side file: `tree.json`. */
  file(name: string): Uint8Array {
    const file = this.#source.files.get(name);
    if (file === undefined) throw errors.missingFile(name);
    return file;
  }

  hasFile(name: string): boolean {
    return this.#source.files.has(name);
  }

  /** A model in a folder below this one: `tree0`. */
  child(name: string): Model {
    const child = this.#source.models.get(name);
    if (child === undefined) throw errors.missingFile(`${name}/model`);
    return new Model(child, this.#writer, this.limits);
  }

  #attribute(name: string): Attribute {
    const attribute = this.#source.attributes.get(name);
    if (attribute === undefined) throw errors.missingAttribute(name);
    return attribute;
  }

  /** The value of a scalar attribute; undefined for one that stands for its type's default. */
  #scalar(name: string, fallback?: AttributeValue): AttributeValue | undefined {
    const attribute = this.#source.attributes.get(name);
    if (attribute === undefined) {
      if (fallback === undefined) throw errors.missingAttribute(name);
      return fallback;
    }
    if (attribute.kind !== "scalar") throw errors.badAttribute(name, `is a ${attribute.kind}, not a single value`);
    return attribute.value;
  }

  #list(name: string): readonly AttributeValue[] {
    const attribute = this.#attribute(name);
    if (attribute.kind !== "list") throw errors.badAttribute(name, `is a ${attribute.kind}, not a list`);
    return attribute.values;
  }
}

function asBase(name: string, value: string): BaseType {
  const base = baseTypes.find((candidate) => candidate === value);
  if (base === undefined) throw errors.badAttribute(name, `has the type "${value}", which there is not`);
  return base;
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "dimensions" in value && "values" in value;
}

function asShape(name: string, value: AttributeValue | undefined): DataShape {
  if (typeof value !== "object" || value === null || !("nullable" in value))
    throw errors.badAttribute(name, "is not a shape");
  return value;
}

function doubles(name: string, tensor: Tensor): Float64Array {
  const { values } = tensor;
  if (values instanceof Float64Array) return values;
  if (Array.isArray(values)) throw errors.badAttribute(name, "is not a tensor of numbers");
  return Float64Array.from(values as ArrayLike<number | bigint>, Number);
}
