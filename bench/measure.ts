/** Nanoseconds that one call of `run` takes: the best of rounds of 50 ms, which other work on the machine disturbs least. */
export function measure(run: () => void, seconds = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const start = performance.now();
    let calls = 0;
    let spent = 0;
    while (spent < 50) {
      run();
      calls++;
      spent = performance.now() - start;
    }
    best = Math.min(best, (spent * 1e6) / calls);
  }
  return best;
}

/** Prints rows of text in columns. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join("  "));
}
