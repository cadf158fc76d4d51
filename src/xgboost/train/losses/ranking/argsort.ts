/** The places of the values from the greatest to the least, equal ones in the order they have. */
export function argsortDescending(values: Float32Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
}
