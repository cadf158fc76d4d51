"""Makes fixtures/mleap/sklearn-1.1: pipelines fitted by scikit-learn and written by MLeap's Python exporter; see make.sh."""

import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
from gensim.models import Word2Vec
from mleap.gensim import word2vec as _
from mleap.sklearn.base import LinearRegression
from mleap.sklearn.decomposition.pca import PCA
from mleap.sklearn.ensemble.forest import RandomForestClassifier, RandomForestRegressor
from mleap.sklearn.extensions.data import Imputer
from mleap.sklearn.feature_extraction.text import TfidfVectorizer
from mleap.sklearn.feature_union import FeatureUnion
from mleap.sklearn.logistic import LogisticRegression
from mleap.sklearn.pipeline import Pipeline
from mleap.sklearn.preprocessing.data import (
    Binarizer,
    FeatureExtractor,
    LabelEncoder,
    MathBinary,
    MathUnary,
    MinMaxScaler,
    OneHotEncoder,
    PolynomialFeatures,
    ReshapeArrayToN1,
    StandardScaler,
    StringMap,
)
from mleap.sklearn.svm import LinearSVC
from mleap.sklearn.tree.tree import DecisionTreeClassifier, DecisionTreeRegressor

from case import case

out = sys.argv[1]
random = np.random.default_rng(7)
columns = ["a", "b", "c"]
# Numbers that single precision holds, which is what scikit-learn's trees compare.
numbers = pd.DataFrame(random.normal(size=(90, 3)).astype(np.float32).astype(float), columns=columns)
target = numbers.a * 2 - numbers.b + numbers.a * numbers.c
classes = pd.cut(target, [-np.inf, -1, 1, np.inf], labels=False)
sexes = pd.DataFrame({"sex": ["F", "I", "M", "ü", ""] * 4})

nan, inf = float("nan"), float("inf")
finite = pd.DataFrame(
    [[0.5, -1.25, 2.0], [0.0, 0.0, 0.0], [-3.5, 4.0, 0.75], [1e6, -1e6, 1e-3], [-0.0, 1e-30, -2.0]], columns=columns
)
with_nan = pd.concat([finite, pd.DataFrame([[nan, 1.0, 2.0]], columns=columns)], ignore_index=True)


def extractor(output="features", names=columns):
    return FeatureExtractor(input_scalars=names, output_vector=output, output_vector_items=names)


def on_vector(op, name, transformer, rows=finite, output="out", fit=numbers, **more):
    """A transformer of the vector of a, b and c."""
    first = extractor()
    transformer.mlinit(prior_tf=first, output_features=output)
    pipeline = Pipeline([("features", first), (transformer.name, transformer)])
    pipeline.fit(fit)
    case(out, op, name, pipeline, rows, pipeline.transform, (output, "tensor"), **more)


def predicting(op, name, model, labels, rows=finite, **more):
    """An estimator of the vector of a, b and c. The features reach it as an array: it then does not ask for names."""
    first = extractor()
    trees = op.startswith(("decision", "random"))
    model.mlinit(input_features="features", prediction_column="out", **({"feature_names": columns} if trees else {}))
    first.fit(numbers)
    model.fit(numbers.values, labels)
    pipeline = Pipeline([("features", first), (model.name, model)])
    case(out, op, name, pipeline, rows, lambda row: model.predict(row.values), ("out", "scalar"), **more)


def on_column(op, name, transformer, rows, fit, output="out", **more):
    """A transformer that names its column, or columns, itself."""
    transformer.fit(fit)
    pipeline = Pipeline([(transformer.name, transformer)])
    case(out, op, name, pipeline, rows, transformer.transform, (output, "scalar"), **more)


refuses = "scikit-learn refuses NaN and infinity here, so that there are no such rows."
last_bits = "scikit-learn divides where the op multiplies by the reciprocal."

# Scaling
on_vector("standard_scaler", "default", StandardScaler(), with_nan, note=last_bits, tolerance=4e-16)
on_vector("min_max_scaler", "default", MinMaxScaler(), with_nan, note="scikit-learn adds the offset last.", tolerance=4e-16)

# Thresholds
on_vector("sklearn_binarizer", "vector", Binarizer(threshold=0.5), note=refuses)
on_vector("sklearn_binarizer", "vector-zero", Binarizer(), note=refuses)
on_vector("sklearn_binarizer", "vector-negative", Binarizer(threshold=-1.0), note=refuses)
for name, threshold in [("scalar", 0.5), ("scalar-negative", -1.0)]:
    binarizer = Binarizer(threshold=threshold)
    binarizer.mlinit(prior_tf=SimpleNamespace(op="column", output_features="a"), output_features="out")
    on_column("sklearn_binarizer", name, binarizer, finite[["a"]], numbers[["a"]], note=refuses)

# Products
on_vector("sklearn_polynomial_expansion", "2", PolynomialFeatures(degree=2, include_bias=False), note=refuses)
on_vector("sklearn_polynomial_expansion", "3", PolynomialFeatures(degree=3, include_bias=False), note=refuses, tolerance=4e-16)
on_vector("sklearn_polynomial_expansion", "bias", PolynomialFeatures(degree=2), note=refuses)
on_vector(
    "sklearn_polynomial_expansion", "interactions", PolynomialFeatures(degree=3, interaction_only=True), note=refuses
)

# Missing values
gaps = pd.DataFrame({"a": [1.0, nan, 3.0, 7.5, -1.0]})
for strategy in ["mean", "median"]:
    on_column("imputer", strategy, Imputer("a", "out", strategy=strategy), gaps, gaps)
marked = pd.DataFrame({"a": [1.0, -1.0, 3.0, 7.5]})
on_column("imputer", "marked", Imputer("a", "out", missing_values=-1.0), marked, marked)

# Functions
positive = pd.DataFrame({"a": [0.5, 1.0, 2.0, 1e6, 1e-6]})
for operation in ["log", "exp", "sqrt", "sin", "cos", "tan", "abs"]:
    rows = positive if operation in ("log", "sqrt") else pd.DataFrame({"a": [0.5, -1.0, 0.0, 30.0, nan]})
    exact = operation in ("sqrt", "abs")
    on_column("math_unary", operation, MathUnary(["a"], "out", operation), rows, rows, tolerance=0.0 if exact else 1e-15)
pairs = pd.DataFrame([[7.5, 2.0], [0.25, 3.0], [9.0, 0.5], [nan, 1.0]], columns=["a", "b"])
for operation in ["add", "sub", "mul", "div", "rem", "pow"]:
    on_column("math_binary", operation, MathBinary(["a", "b"], "out", operation), pairs, pairs)
on_column("string_map", "default", StringMap(["sex"], "out", {"F": 1.0, "M": 2.0, "ü": 0.5}), sexes[:5], sexes[:1])

# Categories
encoder = LabelEncoder(["sex"], "out")
unseen = pd.DataFrame({"sex": ["M", "", "ü", "X", "F"]})
on_column("string_indexer", "default", encoder, unseen, sexes)
index = SimpleNamespace(op="column", output_features="index")
for unknown in ["error", "ignore"]:
    one_hot = OneHotEncoder(handle_unknown=unknown)
    one_hot.mlinit(prior_tf=index, output_features="out")
    one_hot.fit(np.arange(4.0).reshape(-1, 1))
    rows = pd.DataFrame({"index": [0.0, 3.0, 2.0, 4.0]})
    pipeline = Pipeline([(one_hot.name, one_hot)])
    case(out, "one_hot_encoder", unknown, pipeline, rows, lambda row: one_hot.transform(row.values), ("out", "tensor"))

# Text
texts = ["a pipe of bamboo", "a pipe a day", "bamboo and water", "water"]
tfidf = TfidfVectorizer(tokenizer=list, preprocessor=list, token_pattern=None, norm=None)
tfidf.mlinit(input_features="words", prediction_column="out")
tfidf.fit([text.split(" ") for text in texts])
words = pd.DataFrame({"words": [["a", "pipe", "a"], ["water"], [], ["nothing", "known"]]})


class Tfidf(Pipeline):
    """The exporter writes a whole bundle for a TfidfVectorizer, where it writes a node for every other step."""

    def mlinit(self):
        pass

    def serialize_to_bundle(self, path, name, init):
        tfidf.serialize_to_bundle(path, name)


case(
    out, "idf", "tfidf", Tfidf([("tfidf", tfidf)]), words, lambda row: tfidf.transform(row.words), ("out", "tensor")
)

# Predictions
predicting("linear_regression", "default", LinearRegression(), target.values.reshape(-1, 1), tolerance=4e-16)
predicting("logistic_regression", "two", LogisticRegression(), target > 0)
predicting("logistic_regression", "three", LogisticRegression(), classes)
predicting("svm", "default", LinearSVC(random_state=1), (target > 0).astype(int))
predicting("decision_tree_regression", "default", DecisionTreeRegressor(max_depth=4, random_state=1), target)
predicting("decision_tree_classifier", "three", DecisionTreeClassifier(max_depth=4, random_state=1), classes)
predicting(
    "random_forest_regression", "default", RandomForestRegressor(5, max_depth=4, random_state=1), target, tolerance=4e-16
)
predicting("random_forest_classifier", "three", RandomForestClassifier(5, max_depth=4, random_state=1), classes)

# A principal component is written as a row where MLeap reads columns, and the mean is not written at all.
components = PCA(n_components=3)
components.mlinit(input_features="features", prediction_column="out")
centered = numbers - numbers.mean()
components.fit(centered.values)
components.mean_[:] = 0
first = extractor()
first.fit(numbers)
case(
    out, "pca", "three", Pipeline([("features", first), (components.name, components)]), finite,
    lambda row: components.transform(row.values), ("out", "tensor"), tolerance=1e-15,
)  # fmt: skip

# All of it: an indexed and encoded column beside scaled ones, and a forest on top.
label, hot = LabelEncoder(["sex"], "sex_index"), OneHotEncoder(handle_unknown="ignore")
hot.mlinit(prior_tf=label, output_features="sex_hot")
plain, scaler = extractor("numbers"), StandardScaler()
scaler.mlinit(prior_tf=plain, output_features="scaled")
people = numbers.assign(sex=sexes.sex.sample(len(numbers), replace=True, random_state=1).values)
branches = [
    Pipeline([(label.name, label), ("column", ReshapeArrayToN1()), (hot.name, hot)]),
    Pipeline([(plain.name, plain), (scaler.name, scaler)]),
]
for branch in branches:
    branch.mlinit()
union = FeatureUnion([(branch.name, branch) for branch in branches])
union.mlinit()
assembler = FeatureExtractor(input_vectors=[hot, scaler], output_vector="all", output_vector_items=["sex", *columns])
assembler.skip_fit_transform = True
# The exporter knows these only for a scikit-learn of before 0.22.
sizes = [{"shape": "tensor", "tensor_shape": {"dimensions": [{"size": size}]}} for size in (5, 3)]
assembler.input_shapes = {"data_shape": sizes}
forest = RandomForestClassifier(5, max_depth=4, random_state=1)
features = [f"feature {i}" for i in range(8)]
forest.mlinit(input_features="all", prediction_column="out", feature_names=features)


def joined(frame):
    index = hot.transform(label.transform(frame.sex).reshape(-1, 1)).toarray()
    return np.hstack([index, scaler.transform(frame[columns])])


label.fit(people.sex)
hot.fit(label.transform(people.sex).reshape(-1, 1))
plain.fit(people)
scaler.fit(people[columns])
forest.fit(joined(people), classes)
rows = finite.assign(sex=["F", "", "ü", "X", "M"])
case(
    out,
    "pipeline",
    "union",
    Pipeline([(union.name, union), (assembler.name, assembler), (forest.name, forest)]),
    rows[["sex", *columns]],
    lambda row: forest.predict(joined(row)),
    ("out", "scalar"),
)

# gensim's vectors of words. The mean of no vector at all is NaN there, a vector of zeros in every MLeap.
word2vec = Word2Vec([text.split(" ") for text in texts], vector_size=4, min_count=1, workers=1, seed=1)
word2vec.mlinit(input_features="words", prediction_column="out")
known = words[words.words.map(len) > 0]
case(
    out, "word2vec", "sqrt", Pipeline([(word2vec.name, word2vec)]), known,
    lambda row: word2vec.sent2vec(row.words.iloc[0]).reshape(1, -1), ("out", "tensor"), tolerance=1e-15,
)  # fmt: skip
