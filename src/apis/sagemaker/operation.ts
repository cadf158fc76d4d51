import type { Operation } from "../../aws/operation.js";
import { readShape } from "../../aws/shapes/read.js";
import { type Shaped, shapes } from "./shape-tables.js";

/** An operation that gets its input checked against the shape AWS's model has for it, and with the shape's type. */
export function operation<Name extends keyof typeof shapes, Context, Output>(
  input: Name,
  run: (context: Context, input: Shaped<Name>) => Output | Promise<Output>,
): Operation<Context, unknown, Output> {
  return (context, body) => run(context, readShape(shapes, input, body));
}
