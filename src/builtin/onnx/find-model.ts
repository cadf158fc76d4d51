import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The model of an archive: `model.onnx`, or the only file that ends so. */
export async function findModel(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".onnx"));
  const found = names.length === 1 ? names[0] : names.find((name) => name === "model.onnx");
  if (found !== undefined) return join(folder, found);
  const problem =
    names.length === 0 ? "no file that ends in .onnx" : `several models (${names.join(", ")}), none of them model.onnx`;
  throw new Error(`the model archive has ${problem}`);
}
