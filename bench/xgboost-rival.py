"""The libxgboost side of bench/xgboost.ts: trains models, then answers lines of JSON with times, in seconds.

{"make": name, "trees": n, "parameters": {...}}   writes <name>.ubj and <name>.f32 (the margins of all rows)
{"time": "batch" | "matrix" | "row" | "call", "model": name, "threads": n}
"""

import ctypes
import json
import pathlib
import sys
import time

import numpy as np
import xgboost as xgb

folder = pathlib.Path(sys.argv[1])
count, features = 100_000, 20
random = np.random.RandomState(0)
rows = random.normal(size=(count, features)).astype(np.float32)
rows[random.rand(count, features) < 0.1] = np.nan
rows.tofile(folder / "rows.f32")
clean = np.nan_to_num(rows)
score = clean @ random.normal(size=features) + clean[:, 0] * clean[:, 1] + np.sin(3 * clean[:, 2])
labels = np.digitize(score + random.normal(size=count) * 0.5, [-1, 0, 1])
boosters = {}


def make(name, trees, parameters):
    label = labels if "num_class" in parameters else labels >= 2
    data = xgb.DMatrix(rows[: count // 2], label=label[: count // 2])
    booster = xgb.train({"tree_method": "hist", "eta": 0.1, **parameters}, data, trees)
    booster.save_model(folder / f"{name}.ubj")
    booster.inplace_predict(rows, predict_type="margin").astype("<f4").tofile(folder / f"{name}.f32")
    boosters[name] = booster


def batch(booster):
    booster.inplace_predict(rows, predict_type="margin")


def matrix(booster):
    booster.predict(xgb.DMatrix(rows), output_margin=True)


def row(booster):
    for i in range(500):
        booster.inplace_predict(rows[i : i + 1])


def call(booster):
    """The same through libxgboost's C interface, without what its Python package does around it."""
    predict = xgb.core._LIB.XGBoosterPredictFromDense
    missing = ctypes.c_void_p(None)
    shape, size, result = ctypes.POINTER(ctypes.c_uint64)(), ctypes.c_uint64(), ctypes.POINTER(ctypes.c_float)()
    config = json.dumps({"type": 0, "training": False, "iteration_begin": 0, "iteration_end": 0, "missing": float("nan"), "strict_shape": False, "cache_id": 0}).encode()
    arrays = [json.dumps(dict(rows[i : i + 1].__array_interface__)).encode() for i in range(500)]
    for array in arrays:
        predict(booster.handle, array, config, missing, ctypes.byref(shape), ctypes.byref(size), ctypes.byref(result))


works = {"batch": (batch, count), "matrix": (matrix, count), "row": (row, 500), "call": (call, 500)}

for line in sys.stdin:
    order = json.loads(line)
    if "make" in order:
        make(order["make"], order["trees"], order["parameters"])
        print(json.dumps(0), flush=True)
        continue
    booster = boosters[order["model"]]
    booster.set_param({"nthread": order["threads"]})
    work, size = works[order["time"]]
    clock = time.process_time if order["threads"] == 1 else time.perf_counter
    start = clock()
    work(booster)
    print(json.dumps((clock() - start) / size), flush=True)
