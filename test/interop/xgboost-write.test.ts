import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readModel, writeModel } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";
import { python } from "./python.js";

const script = `
import base64, json, sys
import numpy as np, xgboost as xgb

def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4")

for case in json.load(sys.stdin):
    booster = xgb.Booster()
    booster.load_model(case["path"])
    rows = floats(case["rows"]).reshape(-1, case["columns"])
    got = booster.predict(xgb.DMatrix(rows), output_margin=True, validate_features=False).ravel()
    expected = floats(case["margins"])
    finite = np.isfinite(expected)
    same = np.array_equal(got[~finite], expected[~finite], equal_nan=True)
    off = (np.abs(got - expected)[finite] / np.maximum(1, np.abs(expected[finite]))).max() if same else 1
    print(json.dumps({"path": case["path"], "off": float(off)}))
`;

interface Expected {
  readonly columns: number;
  readonly rows: string;
  readonly predictions: readonly { readonly kind: string; readonly iterations?: unknown; readonly values: string }[];
}

/** Trees with vector leaves as versions before 3.2 write them: 3.4.1 crashes on their own files, too. */
const crashes = /^multi-output-(tree|binary)-(2|3\.0)/;

const interpreter = python("xgboost", ["xgboost==3.4.1", "numpy==2.1.3", "scipy==1.14.1"], "3.12");

test("xgboost 3.4.1 loads what is written and predicts the same", {
  skip: "absent" in interpreter && interpreter.absent,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-xgboost-"));
  try {
    const cases = readdirSync(fixture("xgboost"))
      .filter((name) => !crashes.test(name))
      .flatMap((name) => writtenCases(name, folder));
    const { stdout, stderr } = spawnSync("path" in interpreter ? interpreter.path : "", ["-c", script], {
      input: JSON.stringify(cases),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const results = stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { path: string; off: number });
    assert.equal(results.length, cases.length, stderr);
    // Versions before 1.3 add the intercept last, so their sums differ from 3.4.1's in the last bits.
    assert.deepEqual(
      results.filter(({ path, off }) => off > (/-(0|1\.[0-2])\./.test(path) ? 1e-6 : 0)),
      [],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function writtenCases(name: string, folder: string) {
  const files = readdirSync(fixture("xgboost", name));
  const source = ["model.json", "model.bin", "model.pkl"].find((file) => files.includes(file))!;
  const expected = JSON.parse(readFileSync(fixture("xgboost", name, "expected.json"), "utf8")) as Expected;
  const margins = expected.predictions.find(
    ({ kind, iterations }) => kind === "margin" && iterations === undefined,
  )!.values;
  const model = readModel(readFileSync(fixture("xgboost", name, source)));
  return (["json", "ubj"] as const).map((format) => {
    const path = join(folder, `${name}.${format}`);
    writeFileSync(path, writeModel(model, format));
    return { path, columns: expected.columns, rows: expected.rows, margins };
  });
}
