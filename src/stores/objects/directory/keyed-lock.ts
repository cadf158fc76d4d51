/** Runs one task at a time per name, in the order they came. */
export type KeyedLock = <T>(name: string, task: () => Promise<T>) => Promise<T>;

export function keyedLock(): KeyedLock {
  const last = new Map<string, Promise<unknown>>();
  return async (name, task) => {
    const before = last.get(name);
    const run = before ? before.then(task, task) : task();
    last.set(name, run);
    try {
      return await run;
    } finally {
      if (last.get(name) === run) last.delete(name);
    }
  };
}
