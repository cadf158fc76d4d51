import type { DataType } from "../../frame/types.js";
import { errors, locate, MleapError, moved, type Where } from "../errors.js";
import type { GraphNode } from "../graph.js";
import type { Limits } from "../limits.js";
import type { Kernel } from "../op.js";
import { adapt } from "./casts.js";
import { type Input, inputSlot, type Layout } from "./inputs.js";
import { type Guarded, mayBeNull, refuseNulls } from "./nulls.js";
import { type Slot, Slots } from "./slots.js";

/** What to run: the nodes whose outputs are needed, in order, and the columns that go in and out. */
export interface ProgramParts {
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly Input[];
  /** One per input. */
  readonly layouts: readonly Layout[];
  /** Names of the columns that are wanted. */
  readonly outputs: readonly string[];
  readonly limits: Limits;
}

interface Step {
  readonly run: Kernel;
  readonly where: Where;
}

const batchBytes = 1 << 20;
const batchRows = 1024;

/**
 * The nodes of a plan set up for inputs of given types and layouts: every column has its slot, every op its kernel. It runs
 * batches of at most `capacity` rows; its storage is used again for each.
 */
export class Program {
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  readonly capacity: number;
  readonly #inputSlots: Slots;
  readonly #slots: Slots;
  readonly #steps: Step[] = [];
  readonly #dropped: Uint8Array;
  #drops = 0;
  /** The batch's row of each row that is left, once rows were dropped. */
  #rowIds: Int32Array | undefined;

  /** `single`: for one row at a time, whose values are set in the inputs' slots. */
  constructor(parts: ProgramParts, single: boolean) {
    this.#inputSlots = new Slots(parts.limits);
    this.#slots = new Slots(parts.limits);
    const columns = new Map<string, { readonly slot: Slot; readonly type: DataType }>();
    this.inputs = parts.inputs.map((input, i) => {
      const slot = inputSlot(input, parts.layouts[i], this.#inputSlots);
      columns.set(input.field.name, { slot, type: input.field.type });
      return slot;
    });
    const wanted = new Set(parts.outputs);
    for (const node of parts.nodes) for (const { column } of node.inputs) wanted.add(column);
    for (const node of parts.nodes) {
      try {
        this.#bind(node, columns, wanted);
      } catch (error) {
        throw locate(error, { node: node.path, op: node.op });
      }
    }
    this.outputs = parts.outputs.map((name) => columns.get(name)!.slot);
    this.capacity = single
      ? 1
      : Math.max(1, Math.min(batchRows, Math.floor(batchBytes / (this.#slots.bytesPerRow() + 1))));
    this.#slots.allocate(this.capacity);
    if (single) this.#inputSlots.allocate(1);
    this.#dropped = new Uint8Array(this.capacity);
  }

  #bind(node: GraphNode, columns: Map<string, { slot: Slot; type: DataType }>, wanted: ReadonlySet<string>): void {
    const place = { node: node.path, op: node.op };
    const guarded: Guarded[] = [];
    const inputs = node.inputs.map(({ port, column }) => {
      const { slot, type } = columns.get(column)!;
      const adapted = adapt(slot, type, port, this.#slots);
      if (adapted === undefined) throw errors.columnType(column, typeName(type), typeName(port.type));
      if (port.size !== undefined && "size" in adapted.slot && adapted.slot.size !== port.size) {
        throw locate(errors.vectorSize(adapted.slot.size, port.size), { column });
      }
      for (const run of adapted.kernels) this.#steps.push({ run, where: { ...place, column } });
      if (!port.nullable && mayBeNull(adapted.slot)) guarded.push({ slot: adapted.slot, column });
      return adapted.slot;
    });
    if (guarded.length > 0) this.#steps.push({ run: refuseNulls(guarded), where: place });
    const connected = new Map(node.outputs.map(({ port, column }) => [port.name, column]));
    const bound = node.transformer.bind(inputs, this.#slots, {
      wanted(output) {
        const column = connected.get(output);
        return column !== undefined && wanted.has(column);
      },
      drop: (row) => {
        this.#drops += this.#dropped[row] === 0 ? 1 : 0;
        this.#dropped[row] = 1;
      },
    });
    const kernels = typeof bound.kernels === "function" ? [bound.kernels] : bound.kernels;
    for (const [i, run] of kernels.entries()) {
      const column = kernels.length === node.inputs.length ? node.inputs[i].column : undefined;
      this.#steps.push({ run, where: column === undefined ? place : { ...place, column } });
    }
    for (const [i, { port, column }] of node.outputs.entries()) {
      const slot = bound.outputs[i];
      if (column !== undefined && slot !== undefined) columns.set(column, { slot, type: port.type });
    }
  }

  /** Runs the rows that stand in the inputs' slots. Answers how many are left; `rowAt` says which. */
  run(rows: number): number {
    let left = rows;
    let at = 0;
    this.#rowIds = undefined;
    try {
      for (; at < this.#steps.length; at++) {
        this.#steps[at].run(left);
        if (this.#drops > 0) left = this.#compact(left);
      }
    } catch (error) {
      if (this.#drops > 0) this.#forget();
      throw this.#located(error, this.#steps[at].where);
    }
    return left;
  }

  /** The row of the batch that stands at `row` after rows were dropped. */
  rowAt(row: number): number {
    return this.#rowIds === undefined ? row : this.#rowIds[row];
  }

  #compact(rows: number): number {
    const dropped = this.#dropped;
    const kept = new Int32Array(rows - this.#drops);
    if (kept.length === 0) {
      this.#forget();
      return 0;
    }
    for (let r = 0, k = 0; r < rows; r++) if (dropped[r] === 0) kept[k++] = r;
    this.#inputSlots.keep(kept, true);
    this.#slots.keep(kept, false);
    this.#rowIds = kept.map((row) => this.rowAt(row));
    this.#forget();
    return kept.length;
  }

  #forget(): void {
    this.#dropped.fill(0);
    this.#drops = 0;
  }

  /** Adds the place to an error, and turns its row into the batch's. */
  #located(error: unknown, where: Where): unknown {
    const row = error instanceof MleapError ? error.where.row : undefined;
    const located = locate(error, where);
    return row === undefined ? located : moved(located, this.rowAt(row));
  }
}

/** A type as error messages name it: `double`, `list(string)`, `tensor(double)`. */
export function typeName(type: DataType): string {
  if (type.shape === "scalar") return type.base;
  return type.shape === "map" ? `map(${type.key}, ${type.base})` : `${type.shape}(${type.base})`;
}
