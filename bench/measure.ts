/** CPU time in ns that one call of `run` takes, the best of several rounds: what other processes do then matters least. */
export function measure(run: () => void, seconds = 1): number {
  let best = Number.POSITIVE_INFINITY;
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const start = process.cpuUsage();
    let calls = 0;
    let used = 0;
    do {
      run();
      calls++;
      if (calls % 8 === 0 || calls === 1) used = process.cpuUsage(start).user;
    } while (used < 50_000);
    best = Math.min(best, (process.cpuUsage(start).user * 1000) / calls);
  }
  return best;
}

/** Prints rows of text in columns. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i]!)).join("  "));
}
