import type { Op } from "./op.js";

/** Brings in an op's file, when a bundle has the op. */
type LoadOp = () => Promise<{ readonly op: Op }>;

/** Every op that can run, one line each, under the headings of the documentation. `pipeline` is not among them: the graph dissolves it. */
export const groups: Readonly<Record<string, Readonly<Record<string, LoadOp>>>> = {
  "Numbers, vectors and categories": {
    binarizer: () => import("./ops/feature/binarizer.js"),
    bucketed_random_projection_lsh: () => import("./ops/feature/bucketed-random-projection-lsh.js"),
    bucketizer: () => import("./ops/feature/bucketizer.js"),
    chi_sq_selector: () => import("./ops/feature/chi-sq-selector.js"),
    coalesce: () => import("./ops/feature/coalesce.js"),
    dct: () => import("./ops/feature/dct.js"),
    elementwise_product: () => import("./ops/feature/elementwise-product.js"),
    imputer: () => import("./ops/feature/imputer.js"),
    interaction: () => import("./ops/feature/interaction.js"),
    map_entry_selector: () => import("./ops/feature/map-entry-selector.js"),
    math_binary: () => import("./ops/feature/math-binary.js"),
    math_unary: () => import("./ops/feature/math-unary.js"),
    max_abs_scaler: () => import("./ops/feature/max-abs-scaler.js"),
    min_hash_lsh: () => import("./ops/feature/min-hash-lsh.js"),
    min_max_scaler: () => import("./ops/feature/min-max-scaler.js"),
    multinomial_labeler: () => import("./ops/feature/multinomial-labeler.js"),
    normalizer: () => import("./ops/feature/normalizer.js"),
    one_hot_encoder: () => import("./ops/feature/one-hot-encoder.js"),
    pca: () => import("./ops/feature/pca.js"),
    polynomial_expansion: () => import("./ops/feature/polynomial-expansion.js"),
    regex_indexer: () => import("./ops/feature/regex-indexer.js"),
    reverse_string_indexer: () => import("./ops/feature/reverse-string-indexer.js"),
    standard_scaler: () => import("./ops/feature/standard-scaler.js"),
    string_indexer: () => import("./ops/feature/string-indexer.js"),
    string_map: () => import("./ops/feature/string-map.js"),
    vector_assembler: () => import("./ops/feature/vector-assembler.js"),
    vector_indexer: () => import("./ops/feature/vector-indexer.js"),
    vector_slicer: () => import("./ops/feature/vector-slicer.js"),
  },
  Text: {
    count_vectorizer: () => import("./ops/text/count-vectorizer.js"),
    feature_hasher: () => import("./ops/text/feature-hasher.js"),
    hashing_term_frequency: () => import("./ops/text/hashing-term-frequency.js"),
    idf: () => import("./ops/text/idf.js"),
    ngram: () => import("./ops/text/ngram.js"),
    regex_tokenizer: () => import("./ops/text/regex-tokenizer.js"),
    stopwords_remover: () => import("./ops/text/stopwords-remover.js"),
    tokenizer: () => import("./ops/text/tokenizer.js"),
    word_filter: () => import("./ops/text/word-filter.js"),
    word_to_vector: () => import("./ops/text/word-to-vector.js"),
  },
  "scikit-learn": {
    sklearn_binarizer: () => import("./ops/sklearn/binarizer.js"),
    sklearn_polynomial_expansion: () => import("./ops/sklearn/polynomial-expansion.js"),
    svm: () => import("./ops/sklearn/svm.js"),
    word2vec: () => import("./ops/sklearn/word2vec.js"),
  },
  Classification: {
    decision_tree_classifier: () => import("./ops/classification/decision-tree-classifier.js"),
    gbt_classifier: () => import("./ops/classification/gbt-classifier.js"),
    linear_svc: () => import("./ops/classification/linear-svc.js"),
    logistic_regression: () => import("./ops/classification/logistic-regression.js"),
    multi_layer_perceptron_classifier: () => import("./ops/classification/multi-layer-perceptron-classifier.js"),
    naive_bayes: () => import("./ops/classification/naive-bayes.js"),
    one_vs_rest: () => import("./ops/classification/one-vs-rest.js"),
    random_forest_classifier: () => import("./ops/classification/random-forest-classifier.js"),
    support_vector_machine: () => import("./ops/classification/support-vector-machine.js"),
  },
  Regression: {
    aft_survival_regression: () => import("./ops/regression/aft-survival-regression.js"),
    decision_tree_regression: () => import("./ops/regression/decision-tree-regression.js"),
    gbt_regression: () => import("./ops/regression/gbt-regression.js"),
    generalized_linear_regression: () => import("./ops/regression/generalized-linear-regression.js"),
    isotonic_regression: () => import("./ops/regression/isotonic-regression.js"),
    linear_regression: () => import("./ops/regression/linear-regression.js"),
    random_forest_regression: () => import("./ops/regression/random-forest-regression.js"),
  },
  "Clustering and topics": {
    bisecting_k_means: () => import("./ops/clustering/bisecting-k-means.js"),
    gaussian_mixture: () => import("./ops/clustering/gaussian-mixture.js"),
    k_means: () => import("./ops/clustering/k-means.js"),
    lda_local_model_op: () => import("./ops/clustering/lda-local-model.js"),
  },
  Recommendation: {
    als: () => import("./ops/recommendation/als.js"),
  },
  XGBoost: {
    "xgboost.classifier": () => import("./ops/xgboost/classifier.js"),
    "xgboost.regression": () => import("./ops/xgboost/regression.js"),
  },
};

export const registry: ReadonlyMap<string, LoadOp> = new Map(
  Object.values(groups).flatMap((ops) => Object.entries(ops)),
);

/** Ops of MLeap that cannot run here, and why. */
export const unsupported: ReadonlyMap<string, string> = new Map([
  ["tensorflow", "TensorFlow graphs need TensorFlow's native library"],
  ["categorical_drilldown", "MLeap itself cannot load the bundles that it writes of this op"],
]);
