import type { Shape } from "./shape.js";

/** Longer texts are not matched against patterns: they are refused for their length. */
const longestMatched = 20_000;

const compiled = new Map<string, RegExp>();

/**
 * What AWS's service framework says of a value that breaks its shape's constraints; a list, since one value may break several.
 * The wording is seen in the answers of many AWS services.
 */
export function broken(shape: Shape, value: unknown): string[] {
  switch (shape.type) {
    case "string": {
      const text = value as string;
      const problems = outside("length", [...text].length, shape);
      if (shape.values !== undefined && !shape.values.includes(text)) {
        problems.push(`Member must satisfy enum value set: [${shape.values.join(", ")}]`);
      }
      if (shape.pattern !== undefined && text.length <= longestMatched && !matcher(shape.pattern).test(text)) {
        problems.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
      }
      return problems;
    }
    case "integer":
    case "float":
      return outside("value", value as number, shape);
    case "list":
      return outside("length", (value as unknown[]).length, shape);
    case "map":
      return outside("length", Object.keys(value as object).length, shape);
    default:
      return [];
  }
}

/** Every constraint of a shape, in the order AWS lists them for the elements of a list or map. */
export function constraintsOf(shape: Shape): string[] {
  if (!("min" in shape || "max" in shape || "pattern" in shape || "values" in shape)) return [];
  const what = shape.type === "integer" || shape.type === "float" ? "value" : "length";
  const texts: string[] = [];
  if (shape.max !== undefined) texts.push(`Member must have ${what} less than or equal to ${shape.max}`);
  if (shape.min !== undefined) texts.push(`Member must have ${what} greater than or equal to ${shape.min}`);
  if (shape.type !== "string") return texts;
  if (shape.values !== undefined) texts.push(`Member must satisfy enum value set: [${shape.values.join(", ")}]`);
  if (shape.pattern !== undefined) texts.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  return texts;
}

function outside(what: string, size: number, { min, max }: { readonly min?: number; readonly max?: number }): string[] {
  if (max !== undefined && size > max) return [`Member must have ${what} less than or equal to ${max}`];
  if (min !== undefined && size < min) return [`Member must have ${what} greater than or equal to ${min}`];
  return [];
}

/** Java's POSIX classes are the one thing in AWS's patterns that JavaScript writes otherwise. */
function matcher(pattern: string): RegExp {
  let regexp = compiled.get(pattern);
  if (regexp === undefined) {
    regexp = new RegExp(`^(?:${pattern.replaceAll("\\p{Alnum}", "A-Za-z0-9")})$`, "u");
    compiled.set(pattern, regexp);
  }
  return regexp;
}
