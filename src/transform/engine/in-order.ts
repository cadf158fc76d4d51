import type { Slots } from "./slots.js";

/**
 * Applies `work` to the items, several at a time, and gives the results in the items' order. An item is asked for only when a
 * slot is free for it, and at most `ahead` results are under way or not yet taken: that bounds the memory. An error comes
 * where its result would have come.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterator<Item>,
  slots: Slots,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  try {
    for (;;) {
      const release = await slots.take();
      try {
        const next = await items.next();
        if (next.done) {
          release();
          break;
        }
        pending.push(later(work(next.value).finally(release)));
      } catch (error) {
        release();
        pending.push(later(Promise.reject(error)));
        break;
      }
      if (pending.length >= ahead) yield pending.shift()!;
    }
    while (pending.length > 0) yield pending.shift()!;
  } finally {
    await items.return?.();
  }
}

/** The promise, marked as one whose error is looked at in its turn. */
function later<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}
