import type { Op } from "./op.js";
import { decisionTreeClassifier } from "./ops/classification/decision-tree-classifier.js";
import { gbtClassifier } from "./ops/classification/gbt-classifier.js";
import { linearSvc } from "./ops/classification/linear-svc.js";
import { logisticRegression } from "./ops/classification/logistic-regression.js";
import { multiLayerPerceptronClassifier } from "./ops/classification/multi-layer-perceptron-classifier.js";
import { naiveBayes } from "./ops/classification/naive-bayes.js";
import { oneVsRest } from "./ops/classification/one-vs-rest.js";
import { randomForestClassifier } from "./ops/classification/random-forest-classifier.js";
import { supportVectorMachine } from "./ops/classification/support-vector-machine.js";
import { bisectingKMeans } from "./ops/clustering/bisecting-k-means.js";
import { gaussianMixture } from "./ops/clustering/gaussian-mixture.js";
import { kMeans } from "./ops/clustering/k-means.js";
import { ldaLocalModel } from "./ops/clustering/lda-local-model.js";
import { binarizer } from "./ops/feature/binarizer.js";
import { bucketedRandomProjectionLsh } from "./ops/feature/bucketed-random-projection-lsh.js";
import { bucketizer } from "./ops/feature/bucketizer.js";
import { chiSqSelector } from "./ops/feature/chi-sq-selector.js";
import { coalesce } from "./ops/feature/coalesce.js";
import { dct } from "./ops/feature/dct.js";
import { elementwiseProduct } from "./ops/feature/elementwise-product.js";
import { imputer } from "./ops/feature/imputer.js";
import { interaction } from "./ops/feature/interaction.js";
import { mapEntrySelector } from "./ops/feature/map-entry-selector.js";
import { mathBinary } from "./ops/feature/math-binary.js";
import { mathUnary } from "./ops/feature/math-unary.js";
import { maxAbsScaler } from "./ops/feature/max-abs-scaler.js";
import { minHashLsh } from "./ops/feature/min-hash-lsh.js";
import { minMaxScaler } from "./ops/feature/min-max-scaler.js";
import { multinomialLabeler } from "./ops/feature/multinomial-labeler.js";
import { normalizer } from "./ops/feature/normalizer.js";
import { oneHotEncoder } from "./ops/feature/one-hot-encoder.js";
import { pca } from "./ops/feature/pca.js";
import { polynomialExpansion } from "./ops/feature/polynomial-expansion.js";
import { regexIndexer } from "./ops/feature/regex-indexer.js";
import { reverseStringIndexer } from "./ops/feature/reverse-string-indexer.js";
import { standardScaler } from "./ops/feature/standard-scaler.js";
import { stringIndexer } from "./ops/feature/string-indexer.js";
import { stringMap } from "./ops/feature/string-map.js";
import { vectorAssembler } from "./ops/feature/vector-assembler.js";
import { vectorIndexer } from "./ops/feature/vector-indexer.js";
import { vectorSlicer } from "./ops/feature/vector-slicer.js";
import { als } from "./ops/recommendation/als.js";
import { aftSurvivalRegression } from "./ops/regression/aft-survival-regression.js";
import { decisionTreeRegression } from "./ops/regression/decision-tree-regression.js";
import { gbtRegression } from "./ops/regression/gbt-regression.js";
import { generalizedLinearRegression } from "./ops/regression/generalized-linear-regression.js";
import { isotonicRegression } from "./ops/regression/isotonic-regression.js";
import { linearRegression } from "./ops/regression/linear-regression.js";
import { randomForestRegression } from "./ops/regression/random-forest-regression.js";
import { sklearnBinarizer } from "./ops/sklearn/binarizer.js";
import { sklearnPolynomialExpansion } from "./ops/sklearn/polynomial-expansion.js";
import { countVectorizer } from "./ops/text/count-vectorizer.js";
import { featureHasher } from "./ops/text/feature-hasher.js";
import { hashingTermFrequency } from "./ops/text/hashing-term-frequency.js";
import { idf } from "./ops/text/idf.js";
import { ngram } from "./ops/text/ngram.js";
import { regexTokenizer } from "./ops/text/regex-tokenizer.js";
import { stopwordsRemover } from "./ops/text/stopwords-remover.js";
import { tokenizer } from "./ops/text/tokenizer.js";
import { wordFilter } from "./ops/text/word-filter.js";
import { wordToVector } from "./ops/text/word-to-vector.js";
import { xgboostClassifier } from "./ops/xgboost/classifier.js";
import { xgboostRegression } from "./ops/xgboost/regression.js";

/** Every op that can run, one line each, under the headings of the documentation. `pipeline` is not among them: the graph dissolves it. */
export const groups: Readonly<Record<string, readonly Op[]>> = {
  "Numbers, vectors and categories": [
    binarizer,
    bucketedRandomProjectionLsh,
    bucketizer,
    chiSqSelector,
    coalesce,
    dct,
    elementwiseProduct,
    imputer,
    interaction,
    mapEntrySelector,
    mathBinary,
    mathUnary,
    maxAbsScaler,
    minHashLsh,
    minMaxScaler,
    multinomialLabeler,
    normalizer,
    oneHotEncoder,
    pca,
    polynomialExpansion,
    regexIndexer,
    reverseStringIndexer,
    standardScaler,
    stringIndexer,
    stringMap,
    vectorAssembler,
    vectorIndexer,
    vectorSlicer,
  ],
  Text: [
    countVectorizer,
    featureHasher,
    hashingTermFrequency,
    idf,
    ngram,
    regexTokenizer,
    stopwordsRemover,
    tokenizer,
    wordFilter,
    wordToVector,
  ],
  "scikit-learn": [sklearnBinarizer, sklearnPolynomialExpansion],
  Classification: [
    decisionTreeClassifier,
    gbtClassifier,
    linearSvc,
    logisticRegression,
    multiLayerPerceptronClassifier,
    naiveBayes,
    oneVsRest,
    randomForestClassifier,
    supportVectorMachine,
  ],
  Regression: [
    aftSurvivalRegression,
    decisionTreeRegression,
    gbtRegression,
    generalizedLinearRegression,
    isotonicRegression,
    linearRegression,
    randomForestRegression,
  ],
  "Clustering and topics": [bisectingKMeans, gaussianMixture, kMeans, ldaLocalModel],
  Recommendation: [als],
  XGBoost: [xgboostClassifier, xgboostRegression],
};

export const registry: ReadonlyMap<string, Op> = new Map(
  Object.values(groups).flatMap((ops) => ops.map((op) => [op.name, op])),
);

/** Ops of MLeap that cannot run here, and why. */
export const unsupported: ReadonlyMap<string, string> = new Map([
  ["tensorflow", "TensorFlow graphs need TensorFlow's native library"],
  ["categorical_drilldown", "MLeap itself cannot load the bundles that it writes of this op"],
]);
