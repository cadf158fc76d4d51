/** A type of an AWS service's model with its constraints; members, elements and values are named by their shapes. */
export type Shape =
  | StringShape
  | NumberShape
  | { readonly type: "boolean" | "timestamp" }
  | ListShape
  | MapShape
  | StructureShape;

export interface StringShape {
  readonly type: "string";
  readonly min?: number;
  readonly max?: number;
  /** In Java's syntax; must match the whole value. */
  readonly pattern?: string;
  readonly values?: readonly string[];
}

export interface NumberShape {
  readonly type: "integer" | "float";
  readonly min?: number;
  readonly max?: number;
}

export interface ListShape {
  readonly type: "list";
  readonly member: string;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly type: "map";
  readonly key: string;
  readonly value: string;
  readonly min?: number;
  readonly max?: number;
}

export interface StructureShape {
  readonly type: "structure";
  readonly required: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
}

export type ShapeTable = Readonly<Record<string, Shape>>;

/** The TypeScript type of a shape's values, as `readShape` gives them: timestamps are `Date`s. */
export type ValueOf<T extends ShapeTable, N> = N extends keyof T
  ? T[N] extends { readonly type: "string"; readonly values: readonly (infer V)[] }
    ? V
    : T[N] extends { readonly type: "string" }
      ? string
      : T[N] extends NumberShape
        ? number
        : T[N] extends { readonly type: "boolean" }
          ? boolean
          : T[N] extends { readonly type: "timestamp" }
            ? Date
            : T[N] extends { readonly type: "list"; readonly member: infer M }
              ? readonly ValueOf<T, M>[]
              : T[N] extends { readonly type: "map"; readonly value: infer V }
                ? Readonly<Record<string, ValueOf<T, V>>>
                : T[N] extends { readonly required: infer R; readonly optional: infer O }
                  ? { readonly [K in keyof R]: ValueOf<T, R[K]> } & { readonly [K in keyof O]?: ValueOf<T, O[K]> }
                  : never
  : never;
