/** What this library does not answer as Spark does, yet: patterns of `set/case (format)`. One that is met must leave this list. */
export const unmet: readonly RegExp[] = [];
