import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { TrainingError } from "../../../src/builtin/xgboost-training/errors.js";
import { validateHyperparameters } from "../../../src/builtin/xgboost-training/hyperparameters/validate.js";
import { fixture } from "../../support.js";

interface Recorded {
  readonly given: Readonly<Record<string, string>>;
  readonly said: string | null;
}

test("hyperparameters are taken and refused as the container does, with its words", () => {
  const recorded = JSON.parse(readFileSync(fixture("xgboost-training", "hyperparameters.json"), "utf8")) as Recorded[];
  for (const { given, said } of recorded) {
    let message: string | null = null;
    try {
      validateHyperparameters(given);
    } catch (error) {
      assert.ok(error instanceof TrainingError);
      message = `${error.failureClass}: ${error.message}`;
    }
    assert.equal(message, said, JSON.stringify(given));
  }
});

test("values come out as numbers and lists, aliases under their own names", () => {
  const given = {
    num_round: "5",
    learning_rate: "0.5",
    eval_metric: "rmse,mae",
    monotone_constraints: "(1, -1,)",
    tree_method: "hist",
    interaction_constraints: "[[1, 2], (3, 4)]",
  };
  assert.deepEqual(validateHyperparameters(given), {
    num_round: 5,
    eta: 0.5,
    eval_metric: ["rmse", "mae"],
    monotone_constraints: [1, -1],
    tree_method: "hist",
    interaction_constraints: [
      [1, 2],
      [3, 4],
    ],
  });
});
