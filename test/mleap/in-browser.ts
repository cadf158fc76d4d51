import { loadBundle } from "../../src/mleap/index.js";

/** Loads the abalone sample's archive and runs one row: what a web page would do. */
export async function run(archive: Uint8Array): Promise<number[]> {
  const bundle = await loadBundle(archive);
  const rows = bundle.plan(["features"]).rows();
  ["F", 0.515, 0.425, 0.14, 0.766, 0.304, 0.1725, 0.255].forEach((value, i) => {
    rows.set(i, value);
  });
  rows.run();
  return [...(rows.get(0) as Float64Array)];
}
