"""The libxgboost side of bench/training.ts: makes data sets, and answers lines of JSON.

{"make": name}                  writes <name>.<part>.{values,labels,groups}, answers what to train with
{"train": name, "threads": n}   answers the last test score, and the elapsed and the CPU seconds from the arrays to the model
"""

import json
import pathlib
import sys
import time

import numpy as np
import xgboost as xgb

folder = pathlib.Path(sys.argv[1])
abalone = sys.argv[2]
sets = {}


def features(random, rows, columns):
    return random.normal(size=(rows, columns)).astype(np.float32)


def make_abalone(random):
    rows = [line.split(",") for line in pathlib.Path(abalone).read_text().split("\n") if line]
    sexes = {"M": [1, 0], "F": [0, 1], "I": [0, 0]}
    table = np.array([[*sexes[sex], *map(float, rest)] for sex, *rest in rows], np.float32)
    return table[:, :-1], table[:, -1], None


def make_classes(random):
    x = features(random, 20_000, 12)
    x[random.random(x.shape) < 0.1] = np.nan
    clean = np.nan_to_num(x)
    score = clean[:, 0] * clean[:, 1] + clean[:, 2] ** 2 - clean[:, 3] + random.normal(size=len(x)) * 0.5
    return x, (score > 0.5).astype(np.float32), None


def make_many_classes(random):
    x = features(random, 20_000, 10)
    scores = x @ random.normal(size=(10, 12)) + np.sin(2 * x[:, :1]) * random.normal(size=(1, 12))
    return x, np.argmax(scores + random.gumbel(size=scores.shape) * 0.5, axis=1).astype(np.float32), None


def make_counts(random):
    x = features(random, 20_000, 8)
    rate = np.exp(0.8 * x[:, 0] + 0.5 * np.abs(x[:, 1]) - 0.4 * x[:, 2] * x[:, 3] - 0.5)
    return x, random.poisson(rate * random.gamma(1, 1, len(x))).astype(np.float32), None


def make_amounts(random):
    x = features(random, 20_000, 8)
    scale = np.exp(0.6 * x[:, 0] + 0.3 * x[:, 1] * x[:, 2] + 1)
    return x, (random.gamma(2, scale / 2) + 0.01).astype(np.float32), None


def make_ranking(random):
    groups = random.integers(5, 40, 900)
    x = features(random, int(groups.sum()), 8)
    score = x[:, 0] + x[:, 1] * x[:, 2] + random.normal(size=len(x)) * 0.7
    return x, np.digitize(score, [-0.5, 0.5, 1.5, 2.5]).astype(np.float32), groups


def make_million(random):
    x = features(random, 1_001_000, 28)
    score = x[:, 0] * x[:, 1] + x[:, 2] ** 2 - x[:, 3] + random.normal(size=len(x))
    return x, (score > 0.5).astype(np.float32), None


common = {"tree_method": "hist", "max_depth": 5, "eta": 0.1}
cases = {
    "abalone": (make_abalone, "reg:squarederror", "rmse", {}),
    "abalone-quantile": (make_abalone, "reg:quantileerror", "quantile", {"quantile_alpha": 0.8}),
    "abalone-absolute": (make_abalone, "reg:absoluteerror", "mae", {}),
    "abalone-pseudohuber": (make_abalone, "reg:pseudohubererror", "mphe", {}),
    "abalone-squaredlog": (make_abalone, "reg:squaredlogerror", "rmsle", {}),
    "classes": (make_classes, "binary:logistic", "logloss", {}),
    "classes-hinge": (make_classes, "binary:hinge", "error", {}),
    "many-classes": (make_many_classes, "multi:softprob", "mlogloss", {"num_class": 12}),
    "counts-poisson": (make_counts, "count:poisson", "poisson-nloglik", {}),
    "counts-tweedie": (make_counts, "reg:tweedie", "tweedie-nloglik@1.5", {"tweedie_variance_power": 1.5}),
    "amounts": (make_amounts, "reg:gamma", "gamma-nloglik", {}),
    "ranking": (make_ranking, "rank:ndcg", "ndcg@10", {}),
    "ranking-pairwise": (make_ranking, "rank:pairwise", "ndcg@10", {}),
    "ranking-map": (make_ranking, "rank:map", "map@10", {}),
    "million": (make_million, "binary:logistic", "logloss", {"max_depth": 6, "eta": 0.3}),
}


def make(name):
    maker, objective, metric, more = cases[name]
    x, y, groups = maker(np.random.default_rng(7))
    if "map" in objective:
        y = (y >= 2).astype(np.float32)
    cut = 1_000_000 if name == "million" else len(x) * 4 // 5
    if groups is not None:
        queries = len(groups) * 4 // 5
        cut = int(groups[:queries].sum())
        group_parts = {"train": groups[:queries], "test": groups[queries:]}
    parts = {"train": (x[:cut], y[:cut]), "test": (x[cut:], y[cut:])}
    for part, (values, labels) in parts.items():
        values.astype("<f4").tofile(folder / f"{name}.{part}.values")
        labels.astype("<f4").tofile(folder / f"{name}.{part}.labels")
        if groups is not None:
            group_parts[part].astype("<u4").tofile(folder / f"{name}.{part}.groups")
    params = {**common, "objective": objective, "eval_metric": metric, **more}
    sets[name] = (params, parts, None if groups is None else group_parts)
    return {"columns": x.shape[1], "grouped": groups is not None, "params": params}


def train(name, threads, rounds):
    params, parts, groups = sets[name]
    start, cpu = time.perf_counter(), time.process_time()
    matrix = xgb.QuantileDMatrix if name == "million" else xgb.DMatrix
    data = matrix(parts["train"][0], label=parts["train"][1], nthread=threads)
    if groups is not None:
        data.set_group(groups["train"])
    test = xgb.DMatrix(parts["test"][0], label=parts["test"][1])
    if groups is not None:
        test.set_group(groups["test"])
    scores = {}
    xgb.train(
        {**params, "nthread": threads}, data, rounds, evals=[(test, "test")], evals_result=scores, verbose_eval=False
    )
    seconds = {"elapsed": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    return {"score": next(iter(scores["test"].values()))[-1], "seconds": seconds}


for line in sys.stdin:
    order = json.loads(line)
    answer = make(order["make"]) if "make" in order else train(order["train"], order["threads"], order["rounds"])
    print(json.dumps(answer), flush=True)
