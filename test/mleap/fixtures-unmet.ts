/** What this library does not answer as Spark does, yet: patterns of `set/case (format)`. One that is met must leave this list. */
export const unmet: readonly RegExp[] = [
  // Before Spark 3, what a sparse vector does not store is 0 whatever the threshold.
  /2\.4\/binarizer-negative-vector/,
  // The path for one row writes sparse vectors out, where Spark looks at stored elements alone.
  /interaction-nominal/,
  /normalizer-(1|2|2\.5|3) /,
];
