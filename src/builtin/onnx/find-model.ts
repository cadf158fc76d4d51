import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startErrors } from "./errors.js";

/** The model of an archive: `model.onnx`, or the only file that ends so. */
export async function findModel(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".onnx"));
  const found = names.length === 1 ? names[0] : names.find((name) => name === "model.onnx");
  if (found !== undefined) return join(folder, found);
  throw names.length === 0 ? startErrors.noModel() : startErrors.severalModels(names);
}
