/**
 * Which features the nodes of a tree may use under interaction constraints: those used above, and those that share a set with
 * all of them (src/tree/constraints.cc). The root may use any.
 */
export class Interactions {
  readonly #sets: readonly ReadonlySet<number>[];
  /** Per node, the features used above it. */
  #used = new Map<number, ReadonlySet<number>>();

  constructor(constraints: readonly (readonly number[])[]) {
    this.#sets = constraints.map((features) => new Set(features));
  }

  get areGiven(): boolean {
    return this.#sets.length > 0;
  }

  startTree(): void {
    this.#used = new Map([[0, new Set<number>()]]);
  }

  split(node: number, feature: number, left: number, right: number): void {
    const used = new Set(this.#used.get(node)).add(feature);
    this.#used.set(left, used).set(right, used);
  }

  /** Those of `features` that the node may use. */
  allowed(node: number, features: Iterable<number>): number[] {
    const used = [...this.#used.get(node)!];
    const sets = this.#sets.filter((set) => used.every((feature) => set.has(feature)));
    return [...features].filter(
      (feature) => used.length === 0 || used.includes(feature) || sets.some((set) => set.has(feature)),
    );
  }
}
