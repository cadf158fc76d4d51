/**
 * Key of an object's output below `S3OutputPath`: what follows the input prefix, with `.out`. A prefix that ends inside a name
 * counts up to its last `/`; a prefix that is a full key leaves the object's base name.
 * Observed names: AWS's sample notebooks (`batch_input` + `batch_input/a.csv` gives `a.csv.out`); the rest of the tree is kept,
 * as the SDK's local mode does.
 */
export function outputName(inputPrefix: string, key: string): string {
  const rest = key.slice(inputPrefix.length);
  const folder = rest === "" || !(inputPrefix.endsWith("/") || rest.startsWith("/") || inputPrefix === "");
  const tail = folder ? key.slice(inputPrefix.lastIndexOf("/") + 1) : rest.replace(/^\/+/, "");
  return `${tail}.out`;
}

/** Name of the file that lists an input's bad records, beside its output. */
export function errorsName(output: string): string {
  return `${output.slice(0, -".out".length)}.errors.jsonl`;
}
