import { type ErrorPlace, spotText } from "../pipeline/errors.js";

/** Where in a container or its input a failure lies, on a line of its own; records from 1. Empty where nothing is known. */
export function placeText({ row, ...place }: ErrorPlace): string {
  const spot = spotText(row === undefined ? place : { record: row + 1, ...place });
  return spot === "" ? "" : `\n${spot}`;
}
