import type { BaseType } from "../../frame/types.js";

export type Struct = "basic" | "vector" | "array";

/** A column of a request or of the answer, as `SAGEMAKER_SPARKML_SCHEMA` has it. */
export interface SchemaColumn {
  readonly name: string;
  /** One of `schemaTypes`, unless the schema is wrong: that is found when a request uses it. */
  readonly type: string;
  readonly struct: Struct;
}

export interface Schema {
  readonly input: readonly SchemaColumn[];
  readonly output: SchemaColumn;
}

const schemaTypes: readonly BaseType[] = ["boolean", "byte", "short", "int", "long", "float", "double", "string"];

/** The type by its name in a schema; undefined where there is none of that name. */
export function baseTypeOf(name: string): BaseType | undefined {
  return schemaTypes.find((type) => type === name);
}
