import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MleapError } from "../../src/mleap/index.js";
import {
  bundleOf,
  frame,
  listFrame,
  numbers,
  plain,
  shapes,
  strings,
  type TestNode,
  tensor,
  zeros,
} from "./support.js";

/** What one op makes of columns: `inputs` by port, the wanted port's values. */
async function answer(
  op: string,
  attributes: Record<string, unknown>,
  inputs: Record<string, Parameters<typeof frame>[0][string]>,
  options: { version?: string; output?: string } = {},
): Promise<unknown[]> {
  const ports = Object.keys(inputs);
  const output = options.output ?? "output";
  const node: TestNode = {
    name: "node",
    op,
    attributes,
    inputs: Object.fromEntries(ports.map((port) => [port, port])),
    outputs: { [output]: "made" },
  };
  const plan = (await bundleOf([node], options.version)).plan(["made"]);
  return plain(plan.run(frame(inputs)), "made");
}

const double = (value: number) => (value === 0 ? {} : { double: value });
const fails = (code: string) => (error: unknown) => error instanceof MleapError && error.code === code;

describe("numeric ops", () => {
  it("binarizer: above the threshold, in numbers and vectors, stored or not", async () => {
    const scalar = { threshold: double(0.5), input_shapes: { data_shape: { base: "scalar", isNullable: false } } };
    assert.deepEqual(await answer("binarizer", scalar, { input: [0.5, 0.6, Number.NaN, null] }), [0, 1, 0, null]);
    const vector = (threshold: number) => ({
      threshold: double(threshold),
      input_shapes: { data_shape: { base: "tensor", isNullable: false } },
    });
    assert.deepEqual(await answer("binarizer", vector(-0.5), { input: [[0, -1, 3, -0.5]] }), [[1, 0, 1, 0]]);
    assert.deepEqual(await answer("binarizer", vector(1), { input: [[0, 1, 3]] }), [[0, 0, 1]]);
  });

  it("elementwise product, max abs, normalizer", async () => {
    assert.deepEqual(await answer("elementwise_product", { scaling_vec: tensor(0, 1, 2) }, { input: [[1, 2, 3]] }), [
      [0, 2, 6],
    ]);
    const maxAbs = { maxAbs: tensor(2, 0, 4) };
    assert.deepEqual(await answer("max_abs_scaler", maxAbs, { input: [[1, 5, -8]] }), [[0.5, 5, -2]]);
    assert.deepEqual(await answer("max_abs_scaler", maxAbs, { input: [[1, 5, -8]] }, { version: "0.16.0" }), [
      [0.5, 5, -2],
    ]);
    const norm = (p: unknown) =>
      answer(
        "normalizer",
        { p_norm: p },
        {
          input: [
            [3, -4],
            [0, 0],
          ],
        },
      );
    assert.deepEqual(await norm({ double: 1 }), [
      [3 / 7, -4 / 7],
      [0, 0],
    ]);
    assert.deepEqual(await norm({ double: 2 }), [
      [0.6, -0.8],
      [0, 0],
    ]);
    assert.deepEqual(
      await norm({ double: null }),
      [
        [0.75, -1],
        [0, 0],
      ],
      "infinity is written as null",
    );
    const [[x, y]] = (await norm({ double: 3 })) as [[number, number]];
    assert.ok(Math.abs(x - 3 / 91 ** (1 / 3)) < 1e-15 && Math.abs(y + 4 / 91 ** (1 / 3)) < 1e-15);
  });

  it("dct: there and back", async () => {
    const input = [0, 1, -2, 3];
    const [there] = (await answer("dct", { inverse: {} }, { input: [input] })) as [number[]];
    const expected = [1, -1.1480502970952693, 2, -2.7716385975338604];
    there.forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]) < 1e-14, `${value}`);
    });
    const [back] = (await answer("dct", { inverse: { boolean: true } }, { input: [there] })) as [number[]];
    back.forEach((value, i) => {
      assert.ok(Math.abs(value - input[i]) < 1e-14, `${value}`);
    });
  });

  it("polynomial expansion: the order of Spark", async () => {
    const expand = (degree: number, input: number[]) =>
      answer("polynomial_expansion", { degree: { long: degree } }, { input: [input] });
    assert.deepEqual(await expand(2, [2, 3]), [[2, 4, 3, 6, 9]]);
    assert.deepEqual(await expand(3, [2, 3]), [[2, 4, 8, 3, 6, 12, 9, 18, 27]]);
    assert.deepEqual(await expand(2, [0, 3, 5]), [[0, 0, 3, 0, 9, 5, 0, 15, 25]]);
    assert.deepEqual(await expand(2, []), [[]]);
  });

  it("interaction: categories one-hot encoded, the last input fastest", async () => {
    const attributes = {
      num_inputs: { int: 3 },
      input_shapes: shapes(0, 2, 2),
      num_features0: { type: "list", int: [3] },
      num_features1: { type: "list", int: [1, 1] },
      num_features2: { type: "list", int: [1, 2] },
    };
    const inputs = {
      input0: [1, 5],
      input1: [
        [2, 3],
        [2, 3],
      ],
      input2: [
        [5, 1],
        [5, 1],
      ],
    };
    await assert.rejects(answer("interaction", attributes, inputs), fails("bad-value"));
    const output = await answer("interaction", attributes, { input0: [1], input1: [[2, 3]], input2: [[5, 1]] });
    assert.deepEqual(output, [[0, 0, 0, 0, 0, 0, 10, 0, 2, 15, 0, 3, 0, 0, 0, 0, 0, 0]]);
  });

  it("pca, chi-square selector, slicer", async () => {
    const components = {
      type: "tensor",
      double: [1, 2, 3, 4, 5, 6],
      shape: {
        dimensions: [
          { size: 3, name: "" },
          { size: 2, name: "" },
        ],
      },
    };
    assert.deepEqual(await answer("pca", { principal_components: components }, { input: [[1, 10, 100]] }), [
      [321, 654],
    ]);
    const indices = { filter_indices: { type: "list", long: [2, 0] }, input_size: { int: 3 } };
    assert.deepEqual(await answer("chi_sq_selector", indices, { input: [[7, 8, 9]] }), [[7, 9]]);
    const slice = {
      indices: { type: "list", long: [2] },
      names: strings("a"),
      named_indices: { type: "list", int: [1] },
    };
    assert.deepEqual(await answer("vector_slicer", slice, { input: [[7, 8, 9]] }), [[9, 8]]);
    await assert.rejects(answer("vector_slicer", slice, { input: [[7, 8]] }), fails("vector-size"));
  });

  it("vector indexer: known categories, unknown ones by mode", async () => {
    const attributes = (mode: string) => ({
      num_features: { long: 2 },
      keys: { type: "list", long: [1] },
      key_1_keys: numbers(0, 5, -1),
      key_1_values: { type: "list", long: [0, 2, 1] },
      handle_invalid: { string: mode },
    });
    const rows = [
      [9, 5],
      [9, -1],
      [9, 0],
    ];
    assert.deepEqual(await answer("vector_indexer", attributes("error"), { input: rows }), [
      [9, 2],
      [9, 1],
      [9, 0],
    ]);
    await assert.rejects(answer("vector_indexer", attributes("error"), { input: [[9, 7]] }), {
      message:
        "VectorIndexer encountered invalid value 7.0 on feature index 1. To handle or skip invalid value, try setting VectorIndexer.handleInvalid.",
    });
    assert.deepEqual(await answer("vector_indexer", attributes("keep"), { input: [[9, 7]] }), [[9, 3]]);
    assert.deepEqual(
      await answer("vector_indexer", attributes("skip"), {
        input: [
          [9, 7],
          [9, 5],
        ],
      }),
      [[9, 2]],
    );
  });

  it("coalesce and the arithmetic ops", async () => {
    const two = { nullable_inputs: { type: "list", boolean: [true, true] } };
    assert.deepEqual(await answer("coalesce", two, { input0: [null, 1, null], input1: [2, 3, null] }), [2, 1, null]);
    const unary = (operation: string, ...input: (number | null)[]) =>
      answer("math_unary", { operation: { string: operation } }, { input });
    assert.deepEqual(await unary("round", 2.5, -2.5, -0.4, Number.NaN, 1e300, null), [3, -2, 0, 0, 2 ** 63, null]);
    assert.deepEqual(await unary("sqrt", 4, -1), [2, Number.NaN]);
    assert.deepEqual(await unary("logit", 0.5), [0]);
    await assert.rejects(unary("logit", 2), { message: "2.0 out of [0, 1] range" });
    const binary = (operation: string, constants: Record<string, unknown>, inputs: Record<string, number[]>) =>
      answer("math_binary", { operation: { string: operation }, ...constants }, inputs);
    assert.deepEqual(await binary("rem", {}, { input_a: [-7], input_b: [3] }), [-1]);
    assert.deepEqual(await binary("pow", { db: double(2) }, { input_a: [3] }), [9]);
    assert.deepEqual(await binary("sub", { da: double(10) }, { input_b: [3] }), [7]);
    assert.deepEqual(await binary("max", {}, { input_a: [1], input_b: [Number.NaN] }), [Number.NaN]);
  });

  it("hashes: MinHash with 64 bits, projections into buckets", async () => {
    const coefficients = {
      random_coefficients_a: { type: "list", long: [2038074742, 3] },
      random_coefficients_b: { type: "list", long: [7, 5] },
    };
    const expected = Math.min(...[1n, 4n].map((i) => Number((i * 2038074742n + 7n) % 2038074743n)));
    assert.deepEqual(await answer("min_hash_lsh", coefficients, { input: [[1, 0, 0, 1]] }), [[expected, 8]]);
    await assert.rejects(answer("min_hash_lsh", coefficients, { input: [[0, 0]] }), fails("bad-value"));
    const units = { type: "list", tensor: [tensor(0.6, 0.8), tensor(1, 0)].map(({ type: _, ...rest }) => rest) };
    const lsh = { random_unit_vectors: units, bucket_length: double(2) };
    assert.deepEqual(
      await answer("bucketed_random_projection_lsh", lsh, {
        input: [
          [5, 5],
          [-1, 0],
        ],
      }),
      [
        [3, 2],
        [-1, -1],
      ],
    );
  });

  it("scikit-learn's polynomial features", async () => {
    const attributes = { combinations: { string: "1,x0,x1,x0^2,x0 x1" } };
    assert.deepEqual(await answer("sklearn_polynomial_expansion", attributes, { input: [[2, 3]] }), [[1, 2, 3, 4, 6]]);
  });
});

describe("ops of strings", () => {
  it("string map", async () => {
    const table = { labels: strings("a", "b"), values: numbers(1, 2) };
    assert.deepEqual(await answer("string_map", table, { input: ["b", "a"] }), [2, 1]);
    await assert.rejects(answer("string_map", table, { input: ["x"] }), {
      message:
        "Missing label: x. To handle unseen labels, set handleInvalid to keep and optionally set a custom defaultValue",
    });
    const keep = { ...table, handle_invalid: { string: "keep" }, default_value: double(-1) };
    assert.deepEqual(await answer("string_map", keep, { input: ["x", null, "b"] }), [-1, -1, 2]);
    await assert.rejects(
      answer("string_map", { ...table, handle_invalid: { string: "skip" } }, { input: ["a"] }),
      fails("bad-attribute"),
    );
  });

  it("tokenizer cuts at every single space", async () => {
    const texts = ["Logistic  Regression", " A\tb ", "", "x", " "];
    assert.deepEqual(await answer("tokenizer", {}, { input: texts }), [
      ["logistic", "", "regression"],
      ["", "a", "b"],
      [""],
      ["x"],
      [],
    ]);
  });

  it("regex tokenizer: gaps, matches, shortest token, lower case", async () => {
    const attributes = (regex: string, gaps: boolean, least: number, lower: boolean) => ({
      regex: { string: regex },
      match_gaps: gaps ? { boolean: true } : {},
      token_min_length: { int: least },
      lowercase_text: lower ? { boolean: true } : {},
    });
    assert.deepEqual(
      await answer("regex_tokenizer", attributes("\\s+", true, 1, true), { input: ["  Te,st.  punct"] }),
      [["te,st.", "punct"]],
    );
    assert.deepEqual(
      await answer("regex_tokenizer", attributes("\\w+|\\p{Punct}", false, 2, false), { input: ["Te,st a"] }),
      [["Te", "st"]],
    );
    await assert.rejects(
      answer("regex_tokenizer", attributes("(", true, 1, true), { input: [""] }),
      fails("bad-attribute"),
    );
    const evil = answer("regex_tokenizer", attributes("(a+)+b", true, 1, true), { input: ["a".repeat(40)] });
    await assert.rejects(evil, fails("limit"));
  });

  it("regex indexer: the first that matches anywhere", async () => {
    const attributes = { regexes: strings("(?i)new", "york$"), indices: { type: "list", int: [4, 2] } };
    assert.deepEqual(await answer("regex_indexer", attributes, { input: ["NEW york", "york"] }), [4, 2]);
    await assert.rejects(answer("regex_indexer", attributes, { input: ["york!"] }), fails("unseen-value"));
    assert.deepEqual(
      await answer("regex_indexer", { ...attributes, default_value: { int: -1 } }, { input: ["x"] }),
      [-1],
    );
  });

  it("feature hasher: numbers by name, categories by name and value", async () => {
    const attributes = {
      num_features: { long: 262144 },
      categorical_cols: { type: "list" },
      input_shapes: shapes(0, 0, 0),
      basic_types: { type: "list", basic_type: ["double", "string", "string"] },
      input_names: strings("real", "stringNum", "string"),
    };
    const [row] = (await answer("feature_hasher", attributes, {
      input0: [2.2, null],
      input1: ["1", null],
      input2: ["foo", null],
    })) as [number[]];
    const stored = row.flatMap((value, i) => (value === 0 ? [] : [[i, value]]));
    assert.deepEqual(
      stored,
      [
        [174475, 2.2],
        [257907, 1],
        [262126, 1],
      ],
      "the example of Spark's documentation",
    );
  });
});

describe("ops of lists", () => {
  const run = async (op: string, attributes: Record<string, unknown>, ...rows: (string | null)[][]) => {
    const node: TestNode = { name: "node", op, attributes, inputs: { input: "words" }, outputs: { output: "made" } };
    return plain((await bundleOf([node])).plan(["made"]).run(listFrame("words", rows)), "made");
  };

  it("stop words, n-grams, word filter", async () => {
    const stop = (caseSensitive: boolean) => ({
      stop_words: strings("The", "a"),
      case_sensitive: caseSensitive ? { boolean: true } : {},
    });
    assert.deepEqual(await run("stopwords_remover", stop(false), ["the", "red", "A", null]), [["red", null]]);
    assert.deepEqual(await run("stopwords_remover", stop(true), ["the", "The", "a", "A"]), [["the", "A"]]);
    assert.deepEqual(await run("ngram", { n: { long: 2 } }, ["a", "b", "c"], ["a"], []), [["a b", "b c"], [], []]);
    assert.deepEqual(await run("word_filter", { length: { int: 2 } }, ["été", "ab", "a1b2", "日本語"]), [
      ["été", "日本語"],
    ]);
  });

  it("hashed counts: the places of Spark 2 and 3", async () => {
    const hashed = (version: Record<string, unknown>) =>
      run("hashing_term_frequency", { num_features: { long: 10 }, ...version }, ["a", "b", "c", "a"], []);
    assert.deepEqual(await hashed({}), [[2, 1, 1, 0, 0, 0, 0, 0, 0, 0], zeros(10)]);
    assert.deepEqual(await hashed({ hashUnsafeBytesVersion: { int: 2 } }), [[0, 0, 0, 0, 0, 1, 0, 2, 1, 0], zeros(10)]);
    assert.deepEqual(await hashed({ binary: { boolean: true } }), [[1, 1, 1, 0, 0, 0, 0, 0, 0, 0], zeros(10)]);
    const [long] = (await run(
      "hashing_term_frequency",
      { num_features: { long: 262144 }, hashUnsafeBytesVersion: { int: 2 } },
      ["a", "a", "spark"],
    )) as [number[]];
    assert.equal(long.filter((count) => count > 0).length, 2, "kept sparse, the same counts");
  });

  it("count vectorizer: least counts as numbers and as shares", async () => {
    const count = (least: number, binary = false) => ({
      vocabulary: strings("a", "b", "c"),
      min_tf: double(least),
      binary: binary ? { boolean: true } : {},
    });
    const words = ["a", "a", "b", "x", "x", "x"];
    assert.deepEqual(await run("count_vectorizer", count(1), words), [[2, 1, 0]]);
    assert.deepEqual(await run("count_vectorizer", count(2), words), [[2, 0, 0]]);
    assert.deepEqual(await run("count_vectorizer", count(0.3, true), words), [[1, 0, 0]]);
  });

  it("word vectors: the mean over all words, known or not", async () => {
    const model = (kernel: string) => ({
      words: strings("a", "b"),
      word_vectors: numbers(1, 2, 3, 6),
      kernel: { string: kernel },
    });
    assert.deepEqual(await run("word_to_vector", model("default"), ["a", "b", "x", "x"], []), [
      [1, 2],
      [0, 0],
    ]);
    assert.deepEqual(await run("word_to_vector", model("sqrt"), ["b", "x"]), [[3 / Math.sqrt(45), 6 / Math.sqrt(45)]]);
  });
});
