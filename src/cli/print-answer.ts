/** Prints an answer's body as it is; on a terminal, with a line end after it. */
export function printAnswer(body: Uint8Array): void {
  process.stdout.write(body);
  if (process.stdout.isTTY && body.at(-1) !== 10) process.stdout.write("\n");
}
