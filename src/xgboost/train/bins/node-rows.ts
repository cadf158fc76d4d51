import type { Workspace } from "../threads/workspace.js";

/**
 * Which rows are in which node. Each member keeps the rows of its own share apart, so that nobody waits for the others while
 * dividing them; all shares of a node, one after the other, are its rows in the order of the data.
 */
export class NodeRows {
  readonly #begins: readonly Uint32Array[];
  readonly #ends: readonly Uint32Array[];
  readonly #order: Uint32Array;

  constructor({ arena, plan, rowOrder }: Workspace) {
    const members = Array.from({ length: plan.members });
    this.#begins = members.map(() => arena.integers(plan.maxNodes));
    this.#ends = members.map(() => arena.integers(plan.maxNodes));
    this.#order = rowOrder;
  }

  /** Places of a member's rows of `node` in the row order. */
  begin(member: number, node: number): number {
    return this.#begins[member][node];
  }

  end(member: number, node: number): number {
    return this.#ends[member][node];
  }

  set(member: number, node: number, begin: number, end: number): void {
    this.#begins[member][node] = begin;
    this.#ends[member][node] = end;
  }

  /** Calls `visit` with the bounds of each member's rows of `node`, as addresses of row numbers. */
  forEachShare(node: number, visit: (begin: number, end: number) => void): void {
    const base = this.#order.byteOffset;
    for (const [member, begins] of this.#begins.entries()) {
      const [begin, end] = [begins[node], this.#ends[member][node]];
      if (begin < end) visit(base + 4 * begin, base + 4 * end);
    }
  }

  /** The rows of a node, in the order of the data. */
  rowsOf(node: number): Uint32Array {
    const parts = this.#begins.map((begins, member) => this.#order.subarray(begins[node], this.#ends[member][node]));
    const rows = new Uint32Array(parts.reduce((count, part) => count + part.length, 0));
    let at = 0;
    for (const part of parts) {
      rows.set(part, at);
      at += part.length;
    }
    return rows;
  }
}
