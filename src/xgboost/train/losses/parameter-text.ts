/** A float as C++ streams print it with the nine digits that tell any two apart (`0.699999988`). */
export function parameterText(value: number): string {
  return String(Number(value.toPrecision(9)));
}
