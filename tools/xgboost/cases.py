"""The cases: which data, which parameters, which versions of xgboost.

Data are simulated, with a tenth of the values missing, small integers among them (ties), and a fixed seed.
"""

import numpy as np

ALL = ["0.90", "1.0.2", "1.2.1", "1.3.3", "1.5.2", "1.7.6", "2.1.4", "3.0.5", "3.2.0", "3.4.1"]
TWO = ["1.7.6", "3.2.0"]
FEW = ["1.7.6", "3.0.5", "3.2.0"]
NEW = ["3.0.5", "3.2.0", "3.4.1"]
NEWEST = ["3.4.1"]


def features(seed=7, count=400):
    random = np.random.RandomState(seed)
    x = np.column_stack(
        [
            random.normal(size=count),
            random.randint(0, 10, size=count),
            random.randint(0, 2, size=count),
            random.exponential(size=count) * 100,
            random.normal(size=count) * 1e-3,
        ]
    ).astype(np.float32)
    x[random.rand(*x.shape) < 0.1] = np.nan
    return x


def score(x):
    clean = np.nan_to_num(x.astype(np.float64))
    return clean[:, 0] + 0.3 * clean[:, 1] * clean[:, 2] - 0.01 * clean[:, 3] + 500 * clean[:, 4] * (clean[:, 0] > 0)


def regression(x):
    return score(x)


def positive(x):
    return np.exp(0.4 * score(x)) + 0.1


def count(x):
    return np.floor(positive(x))


def share(x):
    return 1 / (1 + np.exp(-score(x)))


def binary(x):
    return (score(x) > 0.2).astype(np.float64)


def classes(x):
    return np.digitize(score(x), [-0.5, 0.5, 1.5]).astype(np.float64)


def targets(x):
    return np.column_stack([score(x), -0.5 * score(x) ** 2])


def case(name, objective, label, versions, **more):
    given = {"objective": objective, "max_depth": 3, "eta": 0.4, "seed": 1, "nthread": 1}
    given.update(more.pop("params", {}))
    return {"name": name, "label": label, "versions": versions, "params": given, "rounds": more.pop("rounds", 3), **more}


CASES = [
    case("squarederror", "reg:squarederror", regression, ALL),
    case("linear", "reg:linear", regression, ["0.90", "1.7.6"]),
    case("squaredlogerror", "reg:squaredlogerror", positive, ["1.3.3", *TWO]),
    case("logistic", "reg:logistic", share, TWO),
    case("pseudohuber", "reg:pseudohubererror", regression, TWO, params={"huber_slope": 1.5}),
    case("pseudohuber", "reg:pseudohubererror", regression, ["1.5.2"]),
    case("absoluteerror", "reg:absoluteerror", regression, TWO),
    case("quantileerror", "reg:quantileerror", regression, ["2.1.4", *NEW], params={"quantile_alpha": 0.3}),
    case("quantile-vector", "reg:quantileerror", regression, ["2.1.4", *NEW], params={"quantile_alpha": [0.1, 0.5, 0.9]}),
    case("expectile", "reg:expectileerror", regression, NEWEST, tolerance=1e-6, params={"expectile_alpha": [0.2, 0.8]}),
    case("gamma", "reg:gamma", positive, TWO),
    case("tweedie", "reg:tweedie", count, TWO, params={"tweedie_variance_power": 1.3}),
    case("poisson", "count:poisson", count, ["0.90", "1.2.1", *TWO]),
    case("binary-logistic", "binary:logistic", binary, ALL, params={"scale_pos_weight": 2}),
    case("logitraw", "binary:logitraw", binary, ["1.2.1", "1.3.3", *FEW]),
    case("hinge", "binary:hinge", binary, ["1.2.1", *FEW]),
    case("softmax", "multi:softmax", classes, ["0.90", *TWO], params={"num_class": 4}, rounds=2),
    case("softprob", "multi:softprob", classes, ["0.90", "1.0.2", "1.5.2", *FEW, *NEWEST], params={"num_class": 4}, rounds=2),
    case("rank-pairwise", "rank:pairwise", count, TWO, group=20),
    case("rank-ndcg", "rank:ndcg", count, TWO, group=20, clip=4),
    case("rank-unbiased", "rank:ndcg", count, ["3.2.0"], group=20, clip=4, params={"lambdarank_unbiased": True, "lambdarank_pair_method": "topk", "lambdarank_num_pair_per_sample": 4}),
    case("rank-map", "rank:map", binary, TWO, group=20),
    case("cox", "survival:cox", regression, TWO),
    case("aft", "survival:aft", positive, ["1.3.3", *TWO], bounds=True, params={"aft_loss_distribution": "logistic"}),
    case("base-score", "binary:logistic", binary, ["0.90", "1.2.1", *FEW, *NEWEST], params={"base_score": 0.2}),
    case("base-score-poisson", "count:poisson", count, ["0.90", "1.7.6", "3.2.0"], params={"base_score": 2.5}),
    case("dart", "reg:squarederror", regression, ["0.90", *FEW, *NEWEST], params={"booster": "dart", "rate_drop": 0.5}, rounds=8),
    case("dart-softprob", "multi:softprob", classes, TWO, params={"booster": "dart", "rate_drop": 0.5, "num_class": 4}, rounds=2),
    case("gblinear", "reg:squarederror", regression, ["0.90", *FEW, *NEWEST], params={"booster": "gblinear", "updater": "coord_descent"}),
    case("gblinear-softprob", "multi:softprob", classes, TWO, params={"booster": "gblinear", "updater": "coord_descent", "num_class": 4}, rounds=2),
    case("forest", "binary:logistic", binary, ["0.90", *FEW, *NEWEST], params={"num_parallel_tree": 3, "subsample": 0.7}, rounds=2),
    case("forest-softprob", "multi:softprob", classes, TWO, params={"num_parallel_tree": 2, "subsample": 0.7, "num_class": 4}, rounds=2),
    case("multi-output", "reg:squarederror", targets, [*FEW, *NEWEST]),
    case("multi-output-tree", "reg:squarederror", targets, ["2.1.4", *NEW], params={"multi_strategy": "multi_output_tree", "tree_method": "hist"}),
    case("multi-output-binary", "binary:logistic", lambda x: (targets(x) > 0).astype(float), NEW, params={"multi_strategy": "multi_output_tree", "tree_method": "hist"}),
    case("categories-one-hot", "reg:squarederror", regression, [*FEW, *NEWEST], types=["q", "c", "c", "q", "q"], params={"tree_method": "hist", "max_cat_to_onehot": 100}),
    case("categories-partition", "binary:logistic", binary, [*FEW, *NEWEST], types=["q", "c", "c", "q", "q"], params={"tree_method": "hist", "max_cat_to_onehot": 1}),
    case("category-names", "reg:squarederror", regression, ["3.2.0", "3.4.1"], frame=True, params={"tree_method": "hist", "max_cat_to_onehot": 1}),
    case("early-stopped", "binary:logistic", binary, ["0.90", "1.2.1", *FEW], early=2, rounds=30, params={"eval_metric": "logloss", "eta": 1.5}),
    case("names", "reg:squarederror", regression, ["1.5.2", *FEW, *NEWEST], names=["length", "größe", "has \"quotes\"", "tab\there", "f4"], types=["q", "int", "i", "float", "q"]),
    case("lossguide", "reg:squarederror", regression, TWO, params={"grow_policy": "lossguide", "max_leaves": 7, "max_depth": 0, "tree_method": "hist"}),
    case("pruned", "reg:squarederror", regression, ["0.90", *TWO], params={"gamma": 40, "tree_method": "exact", "max_depth": 5}),
    case("deep", "reg:squarederror", regression, ["1.7.6", "3.2.0"], params={"max_depth": 10, "min_child_weight": 0}, rounds=2),
    case("stump", "reg:squarederror", regression, ["1.7.6", "3.2.0"], params={"max_depth": 1}, rounds=3),
    case("constant", "reg:squarederror", lambda x: np.full(len(x), 3.0), TWO, rounds=2),
]
