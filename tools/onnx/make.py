"""Makes fixtures/onnx: small models of scikit-learn and LightGBM, exported to ONNX, and what onnxruntime answers.

  python3 -m venv .venv && .venv/bin/pip install scikit-learn==1.5.2 skl2onnx==1.18.0 'onnx<1.18' lightgbm==4.5.0 onnxmltools==1.13.0 'numpy<2.2' onnxruntime pandas
  .venv/bin/python tools/onnx/make.py
"""

import importlib.metadata
import json
import pathlib
import platform
import shutil

import lightgbm
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType as LightgbmFloat
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
import pandas

out = pathlib.Path(__file__).parents[2] / "fixtures/onnx"
random = np.random.default_rng(3)
x = random.normal(size=(120, 4)).astype(np.float32)
y = (x[:, 0] * 2 - x[:, 1] + x[:, 2] * x[:, 3]).astype(float)
options = {"zipmap": False}


def save(name, model, feeds):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    onnx.save(model, folder / "model.onnx")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))
    rows = len(next(iter(feeds.values())))
    columns = [np.asarray(feeds[port.name]).reshape(rows, -1) for port in session.get_inputs()]
    lines = [",".join(str(value) for column in columns for value in column[row]) for row in range(rows)]
    (folder / "input.csv").write_text("\n".join(lines) + "\n")
    outputs = {port.name: value.tolist() for port, value in zip(session.get_outputs(), session.run(None, feeds))}
    (folder / "expected.json").write_text(json.dumps(outputs) + "\n")


classifier = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, np.digitize(y, [-1, 1]))
save("classifier", convert_sklearn(classifier, initial_types=[("X", FloatTensorType([None, 4]))], options={id(classifier): options}), {"X": x[:5]})

network = MLPRegressor((6,), max_iter=300, random_state=1).fit(x, y)
save("network", convert_sklearn(network, initial_types=[("X", FloatTensorType([None, 4]))]), {"X": x[:5]})

frame = pandas.DataFrame({"sex": random.choice(["M", "F", "I"], 120), "length": x[:, 0], "height": x[:, 1]})
columns = make_pipeline(
    ColumnTransformer([("sex", OneHotEncoder(handle_unknown="ignore"), ["sex"]), ("numbers", StandardScaler(), ["length", "height"])]),
    LinearRegression(),
).fit(frame, y)
types = [("sex", StringTensorType([None, 1])), ("length", FloatTensorType([None, 1])), ("height", FloatTensorType([None, 1]))]
save("columns", convert_sklearn(columns, initial_types=types),
     {name: frame[name].to_numpy()[:5].reshape(-1, 1).astype(object if name == "sex" else np.float32) for name in frame})

booster = lightgbm.LGBMRegressor(n_estimators=5, max_depth=3, verbose=-1).fit(x, y)
save("lightgbm", convert_lightgbm(booster, initial_types=[("input", LightgbmFloat([None, 4]))]), {"input": x[:5]})

# Types and shapes that converters seldom make: integers, doubles, a fixed batch of one, an output of rank 1.
graph = helper.make_graph(
    [helper.make_node("Cast", ["count"], ["wide"], to=TensorProto.DOUBLE), helper.make_node("Mul", ["wide", "factor"], ["scaled"]),
     helper.make_node("Greater", ["scaled", "limit"], ["large"])],
    "types",
    [helper.make_tensor_value_info("count", TensorProto.INT64, [1, 2]), helper.make_tensor_value_info("factor", TensorProto.DOUBLE, [1, 1])],
    [helper.make_tensor_value_info("scaled", TensorProto.DOUBLE, [1, 2]), helper.make_tensor_value_info("large", TensorProto.BOOL, [1, 2]),
     helper.make_tensor_value_info("count", TensorProto.INT64, [1, 2])],
    [helper.make_tensor("limit", TensorProto.DOUBLE, [], [10.0])],
)
save("types", helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8),
     {"count": np.array([[3, 9007199254740993]], dtype=np.int64), "factor": np.array([[0.1]])})

versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ["scikit-learn", "skl2onnx", "lightgbm", "onnxmltools", "onnx", "onnxruntime"])
(out / "origin.md").write_text(
    f"Models trained on random numbers and exported to ONNX, with requests and what onnxruntime answers, by output. Made by\n"
    f"`tools/onnx/make.py` with {versions}, Python {platform.python_version()}.\n"
)
