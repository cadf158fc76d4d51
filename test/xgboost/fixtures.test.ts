import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { createPredictor, type Model, type PredictionKind, readModel } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";

interface Expected {
  readonly columns: number;
  readonly rows: string;
  /** Largest relative error; absent where every bit must agree. */
  readonly tolerance?: number;
  readonly predictions: readonly {
    readonly kind: PredictionKind;
    readonly iterations?: readonly [number, number];
    readonly width: number;
    readonly values: string;
  }[];
}

const formats = ["model.json", "model.ubj", "model.bin", "model.pkl"];

for (const name of readdirSync(fixture("xgboost"))) {
  const expected = JSON.parse(readFileSync(fixture("xgboost", name, "expected.json"), "utf8")) as Expected;
  for (const file of formats.filter((file) => existsSync(fixture("xgboost", name, file)))) {
    test(`${name} from ${file} predicts what libxgboost predicts`, () => {
      check(readModel(readFileSync(fixture("xgboost", name, file))), expected);
    });
  }
}

function check(model: Model, { columns, rows, predictions, tolerance = 0 }: Expected): void {
  const values = floats(rows);
  const whole = createPredictor(model);
  const ranged = predictions.find(({ iterations }) => iterations)?.iterations;
  const partial = ranged && createPredictor(model, { iterations: ranged });
  for (const { kind, iterations, width, values: wanted } of predictions) {
    const predictor = iterations && partial ? partial : whole;
    assert.equal(predictor.widthOf(kind), width, `${kind}: width`);
    const expected = floats(wanted);
    const rowCount = expected.length / width;
    const out = new Float32Array(expected.length);
    predictor.predict(values, rowCount, columns, out, kind);
    assert.deepEqual(
      different(out, expected, tolerance),
      [],
      `${kind}${iterations ? ` of rounds ${iterations}` : ""}: [index, got, expected]`,
    );
  }
}

/** The first few places where two arrays differ in a bit. */
function different(got: Float32Array, expected: Float32Array, tolerance: number): number[][] {
  const places = [...expected.keys()].filter((index) => {
    const error = Math.abs(got[index] - expected[index]);
    return !Object.is(got[index], expected[index]) && !(error <= tolerance * Math.abs(expected[index]));
  });
  return places.slice(0, 5).map((index) => [index, got[index], expected[index]]);
}

function floats(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new Float32Array(bytes.buffer);
}
