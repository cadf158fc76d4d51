import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { createPredictor, type PredictionKind, readModel, XgboostError } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";

type Json = { [key: string]: Json } & Json[];

/** A change of a model's JSON, and the field that the refusal must name. */
const refusals: [name: string, change: (learner: Json, trees: Json) => void, field: string, from?: string][] = [
  ["a cycle", (_, trees) => set(trees[0].left_children, 1, 0), "trees[0].left_children[1]"],
  ["a node that leads to itself", (_, trees) => set(trees[0].right_children, 2, 2), "trees[0].right_children[2]"],
  ["a shared branch", (_, trees) => set(trees[1].left_children, 2, 3), "a node that another branch already leads to"],
  ["a child beyond the nodes", (_, trees) => set(trees[0].left_children, 0, 99), "trees[0].left_children[0]"],
  ["a negative child", (_, trees) => set(trees[0].right_children, 0, -1), "trees[0].right_children[0]"],
  ["a child that is no integer", (_, trees) => set(trees[0].left_children, 0, 1.5), "trees[0].left_children"],
  ["a feature beyond the model's", (_, trees) => set(trees[0].split_indices, 0, 5), "trees[0].split_indices[0]"],
  ["a negative feature", (_, trees) => set(trees[0].split_indices, 0, -1), "trees[0].split_indices[0]"],
  ["fewer thresholds than nodes", (_, trees) => trees[0].split_conditions.pop(), "trees[0].split_conditions"],
  ["fewer defaults than nodes", (_, trees) => trees[2].default_left.pop(), "trees[2].default_left"],
  [
    "more nodes than there are",
    (_, trees) => put(trees[0].tree_param, "num_nodes", "4000000000"),
    "trees[0].left_children",
  ],
  ["no nodes", (_, trees) => put(trees[0].tree_param, "num_nodes", "0"), "trees[0].tree_param.num_nodes"],
  ["a threshold that is text", (_, trees) => set(trees[0].split_conditions, 0, "x"), "trees[0].split_conditions"],
  ["a missing array", (_, trees) => delete (trees[0] as Partial<Json>).parents, "trees[0].parents"],
  ["a group beyond the outputs", (learner) => set(gbtree(learner).tree_info, 1, 1), "tree_info[1]"],
  ["fewer groups than trees", (learner) => gbtree(learner).tree_info.pop(), "tree_info"],
  ["rounds beyond the trees", (learner) => set(gbtree(learner).iteration_indptr, 3, 9), "iteration_indptr"],
  ["rounds that go back", (learner) => set(gbtree(learner).iteration_indptr, 1, 3), "iteration_indptr"],
  [
    "classes without trees",
    (learner) => put(parameters(learner), "num_class", "2000000000"),
    "learner_model_param.num_class",
  ],
  [
    "targets without trees",
    (learner) => put(parameters(learner), "num_target", "2000000000"),
    "learner_model_param.num_target",
  ],
  [
    "features that are no number",
    (learner) => put(parameters(learner), "num_feature", "many"),
    "learner_model_param.num_feature",
  ],
  [
    "a base score that is no number",
    (learner) => put(parameters(learner), "base_score", "[1E0,x]"),
    "learner_model_param.base_score",
  ],
  [
    "a booster of another kind",
    (learner) => put(learner.gradient_booster, "name", "gbforest"),
    "gradient_booster.name",
  ],
  ["trees that are no array", (learner) => put(gbtree(learner), "trees", {}), "gradient_booster.model.trees"],
  [
    "categories beyond their array",
    (_, trees) => set(trees[0].categories_sizes, 0, 1000000),
    "trees[0].categories_sizes",
    "categories-partition-3.2.0",
  ],
  [
    "categories that begin beyond their array",
    (_, trees) => set(trees[0].categories_segments, 0, 1000000),
    "trees[0].categories_segments[0]",
    "categories-partition-3.2.0",
  ],
  [
    "a category that is none",
    (_, trees) => set(trees[0].categories, 0, 16777216),
    "trees[0].categories[0]",
    "categories-partition-3.2.0",
  ],
  [
    "a categorical node without categories",
    (_, trees) => set(trees[0].categories_nodes, 0, 0),
    "trees[0].categories_nodes[0]",
    "categories-partition-3.2.0",
  ],
  [
    "a leaf beyond the vectors",
    (_, trees) => set(trees[0].right_children, 8, 8),
    "trees[0].right_children[8]",
    "multi-output-tree-3.2.0",
  ],
  ["fewer weights than trees", (learner) => learner.gradient_booster.weight_drop.pop(), "weight_drop", "dart-3.2.0"],
  [
    "fewer linear weights",
    (learner) => learner.gradient_booster.model.weights.pop(),
    "model.weights",
    "gblinear-3.2.0",
  ],
];

for (const [name, change, field, from = "squarederror-3.2.0"] of refusals) {
  test(`${name} is refused by the name of the field`, () => {
    const document = JSON.parse(readFileSync(fixture("xgboost", from, "model.json"), "utf8")) as { learner: Json };
    change(document.learner, gbtree(document.learner)?.trees);
    assert.throws(
      () => readModel(new TextEncoder().encode(JSON.stringify(document))),
      (error) => error instanceof XgboostError && error.code === "model_field" && error.message.includes(field),
    );
  });
}

const sources = [
  ...["binary-logistic-3.0.5", "dart-3.0.5", "multi-output-3.0.5"].flatMap((name) => [
    `${name}/model.json`,
    `${name}/model.ubj`,
    `${name}/model.bin`,
    `${name}/model.pkl`,
  ]),
  "binary-logistic-0.90/model.pkl",
  "binary-logistic-1.2.1/model.pkl",
  "multi-output-tree-3.2.0/model.ubj",
  "category-names-3.2.0/model.ubj",
  "gblinear-3.2.0/model.ubj",
];

for (const source of sources) {
  test(`no change of bytes in ${source} crashes or hangs`, () => {
    const good = readFileSync(fixture("xgboost", source));
    const change = fc.tuple(fc.nat(good.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff)));
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    const length = fc.oneof(
      { weight: 3, arbitrary: fc.constant(good.length) },
      { weight: 1, arbitrary: fc.nat(good.length) },
    );
    fc.assert(
      fc.property(changes, length, (changes, length) => {
        const bytes = Uint8Array.from(good.subarray(0, length));
        for (const [at, byte] of changes) bytes[at % length] = byte;
        refusedOrPredicted(bytes);
      }),
      { numRuns: 80 },
    );
  });
}

test("no bytes at all crash the reader", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), refusedOrPredicted));
  for (const head of ["{", '{"', "{L", "binf", "\x80\x04", "\x80\x03c", "CONFIG-offset:"]) {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (tail) =>
        refusedOrPredicted(Uint8Array.from([...[...head].map((character) => character.charCodeAt(0)), ...tail])),
      ),
    );
  }
});

function refusedOrPredicted(bytes: Uint8Array): void {
  try {
    const model = readModel(bytes);
    const predictor = createPredictor(model);
    if (model.numFeature > 1000) return;
    const kinds: PredictionKind[] = ["value", "margin", "contribs"];
    for (const kind of kinds) {
      const columns = model.numFeature;
      predictor.predict(
        new Float32Array(columns).fill(0.5),
        1,
        columns,
        new Float32Array(predictor.widthOf(kind)),
        kind,
      );
    }
  } catch (error) {
    if (!(error instanceof XgboostError)) throw error;
  }
}

function gbtree(learner: Json): Json {
  return learner.gradient_booster.model;
}

function parameters(learner: Json): Json {
  return learner.learner_model_param;
}

function set(array: Json, index: number, value: unknown): void {
  (array as unknown[])[index] = value;
}

function put(object: Json, key: string, value: unknown): void {
  (object as Record<string, unknown>)[key] = value;
}
