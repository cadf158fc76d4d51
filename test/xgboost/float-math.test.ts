import assert from "node:assert/strict";
import { test } from "node:test";
import { expf, logf, sigmoid } from "../../src/xgboost/float-math.js";

test("expf is glibc's, not Math.exp rounded", () => {
  // Inputs and outputs of glibc 2.36; the outputs of the first eight are not the float nearest to e^x.
  const cases = [
    [17.6018906, 44096484],
    [2.84867859, 17.2649517],
    [1.19844782, 3.31496763],
    [6.83895159, 933.509949],
    [-16.8636093, 4.74490491e-8],
    [5.12992287, 169.004089],
    [1.92376316, 6.8466754],
    [-3.82675409, 0.0217801984],
    [-1.5, 0.223130167],
    [0.100000001, 1.10517097],
    [3, 20.085537],
    [-20.25, 1.60522806e-9],
    [50.5, 8.5481344e21],
    [-95, 5.52111595e-42],
  ];
  for (const [x, expected] of cases) assert.equal(expf(Math.fround(x)), Math.fround(expected), `expf(${x})`);
});

test("expf ends as expf does", () => {
  assert.equal(expf(89), Infinity);
  assert.equal(expf(-104), 0);
  assert.equal(expf(0), 1);
  assert.ok(Number.isNaN(expf(Number.NaN)));
});

test("sigmoid neither overflows nor leaves [0, 1]", () => {
  assert.equal(sigmoid(0), 0.5);
  assert.equal(sigmoid(200), 1);
  assert.ok(sigmoid(-200) > 0 && sigmoid(-200) < 1e-38);
});

test("logf is glibc's, not Math.log rounded", () => {
  // Inputs and outputs of glibc 2.36.
  const cases = [
    [0.5, -0.693147182],
    [2.5, 0.916290731],
    [1e-6, -13.8155107],
    [9, 2.19722462],
    [0.111111112, -2.19722462],
    [3.40282347e38, 88.7228394],
    [1.40129846e-45, -103.278931],
  ];
  for (const [x, expected] of cases) assert.equal(logf(Math.fround(x)), Math.fround(expected), `logf(${x})`);
  assert.equal(logf(0), -Infinity);
  assert.equal(logf(Infinity), Infinity);
  assert.ok(Number.isNaN(logf(-1)));
});
