import assert from "node:assert/strict";
import { test } from "node:test";
import { createThreads } from "../../../src/builtin/xgboost-training/threads.js";
import { type Pool, type TrainingData, train } from "../../../src/xgboost/index.js";

/** Numbers that look random and are the same every time. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 23 - 1;
  });
}

function simulate(rows: number, columns: number, missing: number): TrainingData {
  const values = numbers(rows * columns, 1);
  const chance = numbers(rows * columns, 2);
  const labels = numbers(rows, 3).map((noise, row) => {
    const [a, b, c] = values.subarray(row * columns, row * columns + 3);
    return a * b + c + noise * 0.1;
  });
  for (let i = 0; i < values.length; i++) if ((chance[i] + 1) / 2 < missing) values[i] = Number.NaN;
  return { features: { kind: "dense", rows, columns, values }, labels };
}

const cases = {
  dense: [simulate(6000, 13, 0), {}],
  missing: [simulate(6000, 13, 0.2), { subsample: 0.7, colsample_bynode: 0.5 }],
  sparse: [simulate(9000, 40, 0.85), { grow_policy: "lossguide", max_leaves: 20 }],
  "adapted leaves": [simulate(6000, 13, 0), { objective: "reg:absoluteerror", interaction_constraints: [[0, 1, 2]] }],
} as const;

for (const [name, [data, params]] of Object.entries(cases)) {
  test(`any number of threads gives the same model: ${name}`, async () => {
    const alone = await train(data, params, 4);
    for (const workers of [1, 2]) {
      const pool = createThreads(workers);
      try {
        assert.deepEqual(await train(data, params, 4, { pool }), alone);
      } finally {
        await pool.stop();
      }
    }
  });
}

test("a failure in a worker thread fails the training", async () => {
  const threads = createThreads(1);
  const [data] = cases.dense;
  const pool: Pool = {
    workers: 1,
    start(index, { member, task }) {
      threads.start(index, { member, task: { ...task, params: { ...task.params, objective: "reg:nothing" } } });
    },
  };
  try {
    await assert.rejects(train(data, {}, 1, { pool }), { code: "objective_unknown" });
  } finally {
    await threads.stop();
  }
});
