import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readModel } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Pickles that would run something, or hold something else than a Booster, and what of them the refusal names. */
const refusals: [name: string, pickle: string, words: RegExp][] = [
  ["a call of os.system, by name", "\x80\x02cposix\nsystem\nX\x06\0\0\0echo x\x85R.", /posix system/],
  [
    "a call of os.system, from the stack",
    "\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x06echo x\x85R.",
    /posix system/,
  ],
  ["eval", "\x80\x02c__builtin__\neval\n.", /__builtin__ eval/],
  ["a class whose name only begins like a Booster's", "\x80\x02cxgboost.core\nBoosterX\n.", /xgboost\.core BoosterX/],
  ["an object of a class by its extension code", "\x80\x02\x82\x01.", /opcode 0x82/],
  ["a persistent reference", "\x80\x02X\x01\0\0\0aQ.", /opcode 0x51/],
  ["a dictionary", "\x80\x04}.", /does not hold a Booster/],
  ["a Booster without a model", "\x80\x02cxgboost.core\nBooster\n)\x81}b.", /no model/],
  ["a Booster without a state", "\x80\x02cxgboost.core\nBooster\n)\x81.", /no state/],
  ["a wrapper that was never fitted", "\x80\x02cxgboost.sklearn\nXGBClassifier\n)\x81}b.", /not been fitted/],
  ["an empty stack", "\x80\x04.", /takes more/],
  ["a mark that is not there", "\x80\x04t.", /mark/],
  ["an entry that was never kept", "\x80\x04h\x05.", /entry 5/],
  ["a text that is longer than the file", "\x80\x04X\xff\xff\xff\x7fa.", /ends early/],
  ["a text of 2⁶³ bytes", "\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\x7fa.", /ends early/],
  ["no end", "\x80\x04}", /ends early/],
];

for (const [name, pickle, words] of refusals) {
  test(`a pickle with ${name} is refused`, () => {
    assert.throws(() => readModel(bytes(pickle)), { code: "pickle_refused", message: words });
  });
}

test("a fitted wrapper of scikit-learn is read by its Booster", () => {
  const booster = readFileSync(fixture("xgboost", "binary-logistic-1.2.1", "model.pkl"));
  // protocol, Booster as in its own file (up to the final dot), as the attribute _Booster of a wrapper
  const head = bytes("\x80\x03cxgboost.sklearn\nXGBClassifier\n)\x81}X\x08\0\0\0_Booster");
  const wrapped = Uint8Array.of(...head, ...booster.subarray(2, -1), ...bytes("sb."));
  assert.deepEqual(readModel(wrapped), readModel(booster));
});

test("what Python keeps beside the model becomes attributes", () => {
  const model = readModel(readFileSync(fixture("xgboost", "early-stopped-0.90", "model.pkl")));
  assert.deepEqual(Object.keys(model.attributes).sort(), [
    "best_iteration",
    "best_msg",
    "best_ntree_limit",
    "best_score",
  ]);
  assert.deepEqual(model.featureNames, ["f0", "f1", "f2", "f3", "f4"]);
});
