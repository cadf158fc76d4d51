import type { ObjectStore, ObjectSummary } from "../objects.js";

/** Every object of a bucket whose key begins with the prefix, page by page, in the order of the keys. */
export async function* listAll(
  store: Pick<ObjectStore, "list">,
  bucket: string,
  prefix: string,
): AsyncGenerator<ObjectSummary> {
  for (let startAfter: string | undefined; ; ) {
    const page = await store.list(bucket, { prefix, ...(startAfter !== undefined && { startAfter }) });
    yield* page.objects;
    if (page.next === undefined) return;
    startAfter = page.next;
  }
}
