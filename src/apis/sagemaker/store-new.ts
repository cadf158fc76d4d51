import type { AwsError } from "../../aws/errors.js";
import { RecordExistsError } from "../../stores/records/errors.js";

/**
 * Runs what stores a new resource; throws `taken()` when its name was taken since it was looked for, by another request or by
 * another process.
 */
export function storeNew(store: () => void, taken: () => AwsError): void {
  try {
    store();
  } catch (error) {
    throw error instanceof RecordExistsError ? taken() : error;
  }
}
