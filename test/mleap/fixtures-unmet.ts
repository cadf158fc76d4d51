/** What this library does not answer as Spark does, yet: patterns of `set/case (format)`. One that is met must leave this list. */
export const unmet: readonly RegExp[] = [
  /protobuf/,
  // Spark answers null for null.
  /bucketizer-.*json/,
  /reverse_string_indexer-labels .*json/,
  // Spark leaves NaN alone unless it is the missing value.
  /imputer-(mode|zero) .*json/,
  // Spark truncates what is not an integer; NaN and null are no error of the encoder.
  /one_hot_encoder-(error|keep)-.*json/,
];
