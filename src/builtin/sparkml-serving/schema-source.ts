import { ContentError } from "../../content/errors.js";
import { parseJson } from "../../content/json.js";
import type { DataType } from "../../frame/types.js";
import type { Bundle } from "../../mleap/index.js";
import { BindError, bindSchema } from "./bind.js";
import { CompiledSchema } from "./compiled-schema.js";
import { refusals, startErrors } from "./errors.js";
import { readJson } from "./jackson.js";
import type { Schema, SchemaColumn } from "./schema.js";

/** Schemas of requests that are kept ready. */
const kept = 32;

/** What a request without a schema means, and requests' own schemas. */
export interface SchemaSource {
  standard(): CompiledSchema;
  compile(schema: Schema): CompiledSchema;
}

/**
 * Where the schema of requests comes from: `SAGEMAKER_SPARKML_SCHEMA`; else `schema.json` in the archive; else the bundle
 * itself. A wrong variable is found by requests, as in the original, a wrong file at the start.
 * @throws Error for a `schema.json` that is no schema
 */
export function schemaSource(bundle: Bundle, variable: string | undefined, file: Uint8Array | undefined): SchemaSource {
  const compiled = new Map<string, CompiledSchema>();
  const compile = (schema: Schema): CompiledSchema => {
    const key = JSON.stringify(schema);
    let found = compiled.get(key);
    if (found === undefined) {
      if (compiled.size >= kept) compiled.clear();
      found = new CompiledSchema(schema, bundle);
      compiled.set(key, found);
    }
    return found;
  };
  const derived = variable === undefined ? fromArchive(bundle, file) : undefined;
  let standard = derived && new CompiledSchema(derived, bundle);
  return {
    standard() {
      if (variable !== undefined) standard ??= new CompiledSchema(readJson(variable, bindSchema), bundle);
      if (standard === undefined) throw refusals.noSchema();
      return standard;
    },
    compile,
  };
}

function fromArchive(bundle: Bundle, file: Uint8Array | undefined): Schema | undefined {
  if (file === undefined) return deriveSchema(bundle);
  try {
    return bindSchema(parseJson(new TextDecoder().decode(file)));
  } catch (error) {
    if (error instanceof BindError || error instanceof ContentError) {
      throw startErrors.badSchemaFile(error);
    }
    throw error;
  }
}

/**
 * The schema that a bundle implies: what its ops need, in the order in which they need it, and `prediction` if it makes that,
 * otherwise its last column. Undefined where a column has a type that no schema can say.
 */
function deriveSchema(bundle: Bundle): Schema | undefined {
  const made = bundle.outputs.find(({ name }) => name === "prediction") ?? bundle.outputs.at(-1);
  const output = made && columnOf(made.name, made.type);
  if (output === undefined) return undefined;
  const input = bundle.plan([output.name]).inputs.map(({ name, type }) => columnOf(name, type));
  return input.every((column) => column !== undefined) ? { input, output } : undefined;
}

function columnOf(name: string, { shape, base }: DataType): SchemaColumn | undefined {
  if (shape === "map" || base === "byte_string") return undefined;
  return { name, type: base, struct: shape === "scalar" ? "basic" : shape === "list" ? "array" : "vector" };
}
