/** How long a training may keep its thread from doing anything else, in ms. */
const longestTurn = 100;

/**
 * Makes a function to be awaited between two pieces of work: when the last turn is over, it lets the thread see to whatever has
 * come in meanwhile, so that timers fire and signals abort.
 */
export function createTurns(): () => Promise<void> {
  let began = Date.now();
  return async () => {
    if (Date.now() - began < longestTurn) return;
    await new Promise((resolve) => setTimeout(resolve));
    began = Date.now();
  };
}
