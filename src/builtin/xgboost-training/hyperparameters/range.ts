/** The values that a hyperparameter may have. `text` is how messages show it. */
export interface Range {
  readonly text: string;
  contains(value: number | string): boolean;
}

/** An interval in the notation that messages use: `[1, +inf)`, `(0, 1]`. */
export function interval(text: string): Range {
  const [, opening, low, high, closing] = /^([[(])(\S+), (\S+)([\])])$/.exec(text)!;
  const least = low === "-inf" ? -Infinity : Number(low);
  const greatest = high === "+inf" ? Infinity : Number(high);
  return {
    text,
    contains(value) {
      const number = Number(value);
      const isBelow = opening === "[" ? number < least : number <= least;
      const isAbove = closing === "]" ? number > greatest : number >= greatest;
      return !isBelow && !isAbove;
    },
  };
}

/** A list of values, shown as Python shows it. */
export function oneOf(...values: readonly (string | number)[]): Range {
  return { text: pythonList(values), contains: (value) => values.includes(value) };
}

/** Python's `repr` of a list of numbers and strings. */
export function pythonList(values: readonly (string | number | readonly number[])[]): string {
  const shown = values.map((value) =>
    typeof value === "string" ? `'${value}'` : Array.isArray(value) ? pythonList(value) : String(value),
  );
  return `[${shown.join(", ")}]`;
}
