import type { Forest } from "./forest.js";

/** Per tree, its depth: the edges on the longest way to a leaf. */
export function depthsOf({ roots, left, right }: Forest): Int32Array {
  const open = new Int32Array(left.length + 1);
  const levels = new Int32Array(left.length + 1);
  return roots.map((root) => {
    let deepest = 0;
    open[0] = root;
    levels[0] = 0;
    for (let top = 0; top >= 0; ) {
      const node = open[top];
      const level = levels[top--];
      deepest = Math.max(deepest, level);
      if (left[node] < 0) continue;
      open[++top] = left[node];
      levels[top] = level + 1;
      open[++top] = right[node];
      levels[top] = level + 1;
    }
    return deepest;
  });
}

/**
 * The tree at `root` padded to a perfect one: per node, level by level, the node of the forest that stands there. A leaf above
 * the bottom stands at every place below it, too.
 */
export function perfectNodes({ left, right }: Forest, root: number, depth: number): Int32Array {
  const nodes = new Int32Array(2 ** (depth + 1) - 1);
  nodes[0] = root;
  for (let at = 0; at < 2 ** depth - 1; at++) {
    const node = nodes[at];
    nodes[2 * at + 1] = left[node] < 0 ? node : left[node];
    nodes[2 * at + 2] = left[node] < 0 ? node : right[node];
  }
  return nodes;
}

/** `bottom` and all nodes below it: the two children of the first inner node right after `bottom`, then those of the next. */
export function nodesBelow({ left, right }: Forest, bottom: Int32Array): Int32Array {
  const nodes = Array.from(bottom);
  for (let i = 0; i < nodes.length; i++) if (left[nodes[i]] >= 0) nodes.push(left[nodes[i]], right[nodes[i]]);
  return Int32Array.from(nodes);
}
