/** The longest wait of one of Node's timers; a longer one would be over at once. */
const longestMs = 2 ** 31 - 1;

/** Calls once when `ms` have passed, however many those are. The result takes it back. */
export function after(ms: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    timer = setTimeout(() => (left > longestMs ? wait(left - longestMs) : call()), Math.min(left, longestMs));
  };
  wait(ms);
  return () => clearTimeout(timer);
}
