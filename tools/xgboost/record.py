"""Trains the cases that name this environment's version of xgboost and records models and predictions."""

import base64
import json
import pathlib
import pickle
import platform
import re
import shutil
import sys
import warnings

import numpy as np
import xgboost as xgb

from cases import CASES, features

warnings.filterwarnings("ignore")
VERSION = tuple(int(part) for part in xgb.__version__.split(".")[:2])
OUT = pathlib.Path(__file__).parent.parent.parent / "fixtures" / "xgboost"


def main(words):
    for case in CASES:
        name = f"{case['name']}-{xgb.__version__}"
        if xgb.__version__ in case["versions"] and (not words or any(word in f"/{name}" for word in words)):
            record(case, OUT / name)


def record(case, folder):
    np.random.seed(3)
    x = features()
    booster = train(case, x)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    save(booster, folder)
    rows = rows_for(case, booster, folder, x)
    predictions = list(predict(booster, rows, case))
    tolerance = {"tolerance": case["tolerance"]} if "tolerance" in case else {}
    expected = {**tolerance, "columns": rows.shape[1], "rows": text(rows), "predictions": predictions}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    (folder / "origin.md").write_text(origin(case))


def train(case, x):
    data = xgb.DMatrix(x if not case.get("frame") else frame(x), **matrix_arguments(case, x))
    if "group" in case:
        data.set_group([case["group"]] * (len(x) // case["group"]))
    if "bounds" in case:
        data.set_float_info("label_lower_bound", case["label"](x))
        data.set_float_info("label_upper_bound", case["label"](x) * 1.5)
    params = dict(case["params"], **({"verbosity": 0} if VERSION > (0, 90) else {"silent": 1}))
    more = {}
    if "early" in case:
        test = xgb.DMatrix(features(seed=8), label=case["label"](features(seed=8)))
        more = {"evals": [(test, "test")], "early_stopping_rounds": case["early"], "verbose_eval": False}
    return xgb.train(params, data, case["rounds"], **more)


def matrix_arguments(case, x):
    arguments = {"feature_names": case.get("names")}
    if "bounds" not in case:
        label = case["label"](x)
        arguments["label"] = np.minimum(label, case["clip"]) if "clip" in case else label
    if "types" in case:
        arguments["feature_types"] = case["types"]
    if case.get("frame") or "c" in case.get("types", []):
        arguments["enable_categorical"] = True
    return arguments


def frame(x):
    import pandas as pd

    words = ["red", "green", "blue", "grün", "a longer name", "x", "y", "z", "nine", "ten"]
    data = pd.DataFrame({f"c{i}": x[:, i] for i in range(x.shape[1])})
    data["c1"] = pd.Categorical.from_codes(np.nan_to_num(x[:, 1], nan=-1).astype(int), words)
    return data


def save(booster, folder):
    if VERSION >= (1, 0):
        booster.save_model(str(folder / "model.json"))
    if VERSION >= (1, 6):
        booster.save_model(str(folder / "model.ubj"))
    if VERSION < (3, 1):
        try:
            legacy = folder / ("model.deprecated" if VERSION >= (2, 1) else "model.bin")
            booster.save_model(str(legacy))
            legacy.rename(folder / "model.bin")
        except xgb.core.XGBoostError:
            (folder / "model.bin").unlink(missing_ok=True)
            (folder / "model.deprecated").unlink(missing_ok=True)
    protocol = 2 if VERSION < (1, 0) else 3 if VERSION < (1, 5) else pickle.DEFAULT_PROTOCOL
    (folder / "model.pkl").write_bytes(pickle.dumps(booster, protocol=protocol))


def rows_for(case, booster, folder, x):
    """Rows of the training data, rows of extremes, and rows on and beside the model's thresholds."""
    rows = [x[:8]]
    for value in [np.nan, 0.0, -0.0, 3e38, -3e38, 1e-45]:
        rows.append(np.full((1, x.shape[1]), value, np.float32))
    edges = x[12:20].copy()
    found = [] if case["params"].get("booster") == "gblinear" else thresholds(booster, folder)
    for i, (feature, value) in enumerate(found[: 2 * len(edges)]):
        edges[i % len(edges), feature] = value if i % 3 == 0 else np.nextafter(value, np.float32((-1) ** i * np.inf))
    rows.append(edges)
    if "types" in case and "c" in case["types"]:
        odd = x[24:30].copy()
        odd[:, 1] = [-1, 1.5, 99, 16777215, 16777216, -0.5]
        odd[:, 2] = [0.5, 1, 1.99, 2, 3, np.nan]
        rows.append(odd)
    return np.ascontiguousarray(np.concatenate(rows), dtype=np.float32)


def thresholds(booster, folder):
    """The (feature, threshold) pairs of all numeric splits."""
    if VERSION < (1, 0):
        lines = "\n".join(booster.get_dump())
        return [(int(feature), np.float32(value)) for feature, value in re.findall(r"\[f(\d+)<([^\]]+)\]", lines)]
    model = json.loads((folder / "model.json").read_text())["learner"]["gradient_booster"]
    pairs = []
    for tree in model.get("gbtree", model)["model"]["trees"]:
        nodes = zip(tree["left_children"], tree["split_indices"], tree["split_conditions"])
        pairs += [(feature, np.float32(value)) for left, feature, value in nodes if left != -1]
    return pairs


def predict(booster, rows, case):
    data = xgb.DMatrix(rows)
    kinds = [("value", {}), ("margin", {"output_margin": True}), ("leaf", {"pred_leaf": True})]
    kinds.append(("contribs", {"pred_contribs": True}))
    kinds.append(("approx_contribs", {"pred_contribs": True, "approx_contribs": True}))
    kinds.append(("interactions", {"pred_interactions": True}))
    # Without a limit, 0.90 drops trees of dart while it predicts, too.
    all_trees = {"ntree_limit": case["rounds"]} if VERSION < (1, 0) and case["params"].get("booster") == "dart" else {}
    for kind, arguments in kinds:
        try:
            values = booster.predict(data, validate_features=False, **all_trees, **arguments)
        except (xgb.core.XGBoostError, ValueError):
            continue
        if values.size == 0:
            continue
        shown = values.reshape(len(rows), -1)[: 4 if kind == "interactions" else None]
        yield {"kind": kind, "width": shown.shape[1], "values": text(shown)}
    limit = {"iteration_range": (1, 2)} if VERSION >= (1, 4) else {"ntree_limit": 2}
    for kind, arguments in kinds[:3]:
        if case["params"].get("booster") == "gblinear" or VERSION < (1, 4) and "early" not in case:
            continue
        try:
            values = booster.predict(data, validate_features=False, **limit, **arguments).reshape(len(rows), -1)
        except xgb.core.XGBoostError:
            continue
        yield {"kind": kind, "iterations": [1, 2] if VERSION >= (1, 4) else [0, 2], "width": values.shape[1], "values": text(values)}


def text(values):
    """Little-endian float32, base64."""
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


def origin(case):
    return "\n".join(
        [
            f"# {case['name']}, xgboost {xgb.__version__}",
            "",
            f"Made by `python3 tools/xgboost/make.py {case['name']}` with xgboost {xgb.__version__} from the Python package",
            f"index (numpy {np.__version__}, Python {platform.python_version()}, {platform.machine()}, {platform.libc_ver()[0]} {platform.libc_ver()[1]}).",
            "",
            f"Parameters: `{json.dumps(case['params'])}`, {case['rounds']} rounds at most, on the simulated data of",
            "`tools/xgboost/cases.py`. `expected.json` holds rows and what this version predicts for them: float32,",
            "little-endian, base64, row by row.",
            "",
        ]
    )


main(sys.argv[1:])
