import { UbjsonError } from "../../bytes/errors.js";
import { readUbjson } from "../../bytes/ubjson.js";
import { xgboostError } from "../errors.js";
import type { Model } from "../model.js";
import { readBoosterPickle } from "./booster-pickle.js";
import { readDocument } from "./document.js";
import { member, type Place } from "./fields.js";
import { parseJson } from "./json.js";
import { readLegacy } from "./legacy.js";

/**
 * Reads a model file of any version and format, which it tells by the first bytes as libxgboost does: JSON, UBJSON, the
 * legacy binary format (with or without its marker), or a pickled Booster. A pickle is only read as data: nothing in it is
 * run, and one that holds anything but a Booster is refused.
 *
 * Throws `XgboostError`: `model_format`, `model_field` (which names the field), `pickle_refused`.
 */
export function readModel(bytes: Uint8Array): Model {
  if (bytes[0] === pickleProtocol) return readBoosterPickle(bytes, readSerialized);
  if (bytes[0] === brace) return readDocument(parse(bytes));
  return readLegacy(bytes);
}

const brace = 0x7b;
const pickleProtocol = 0x80;
const configOffset = "CONFIG-offset:";

/**
 * What the `handle` of a pickled Booster holds: the model and, from 1.0, the training configuration, in an object with two
 * members (1.3 and later) or one after the other.
 */
function readSerialized(bytes: Uint8Array): Model {
  if (bytes[0] === brace) return readDocument(member(parse(bytes), "Model"));
  if (String.fromCharCode(...bytes.subarray(0, configOffset.length)) !== configOffset) return readLegacy(bytes);
  const begin = configOffset.length + 8;
  if (bytes.length < begin) throw xgboostError("model_format", `it ends early, at byte ${bytes.length}`);
  const size = new DataView(bytes.buffer, bytes.byteOffset + configOffset.length).getBigUint64(0, true);
  return readLegacy(bytes.subarray(begin, begin + Number(size)));
}

function parse(bytes: Uint8Array): Place {
  return looksLikeJson(bytes) ? parseJson(bytes) : parseUbjson(bytes);
}

/** After the brace JSON goes on with a quote (or ends), UBJSON with the type of a length. */
function looksLikeJson(bytes: Uint8Array): boolean {
  let at = 1;
  while (at < bytes.length && (bytes[at] === 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0d))) at += 1;
  return at >= bytes.length || bytes[at] === 0x22 || bytes[at] === 0x7d;
}

function parseUbjson(bytes: Uint8Array): Place {
  try {
    return { value: readUbjson(bytes), path: "" };
  } catch (error) {
    throw error instanceof UbjsonError ? xgboostError("model_format", error.message) : error;
  }
}
