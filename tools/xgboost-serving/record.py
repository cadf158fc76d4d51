"""Records what SageMaker's XGBoost container answers, as fixtures/xgboost-serving/<tag>.json; trains the small models it serves.

  (in a clone of aws/sagemaker-xgboost-container)  git checkout v1.7-1
  python3 -m venv .venv && .venv/bin/pip install xgboost==1.7.6 'numpy<2' 'scipy<1.11' pandas scikit-learn sagemaker-containers==2.8.6.post2 \
      flask==1.1.1 Werkzeug==0.15.6 Jinja2==2.11.3 MarkupSafe==2.0.1 itsdangerous==2.0.1 gunicorn==19.10.0 protobuf==3.20.3 'setuptools<70'
  .venv/bin/python tools/xgboost-serving/record.py --models          # once: fixtures/xgboost-serving/models
  .venv/bin/python tools/xgboost-serving/record.py 1.7-1 …/sagemaker-xgboost-container

The container's own Flask application is driven in-process. What it needs only for training (ML-IO, pyarrow) is left out.
"""

import base64
import collections
import collections.abc
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import types

root = pathlib.Path(__file__).parents[2]
out = root / "fixtures/xgboost-serving"
CSV, LIBSVM, JSON, LINES, RECORDIO = "text/csv", "text/libsvm", "application/json", "application/jsonlines", "application/x-recordio-protobuf"
ROWS = "0.1,0.2,0.3,0.4\n0.9,-0.2,,1.5"


def train():
    import numpy as np
    import pickle
    import xgboost as xgb

    random = np.random.default_rng(11)
    x = random.normal(size=(200, 4)).astype(np.float32)
    signal = x[:, 0] * 2 + x[:, 1] - x[:, 2] * x[:, 3]
    binary = (signal > 0).astype(int)
    three = np.digitize(signal, [-1, 1])
    labels = {
        "reg:squarederror": signal, "reg:logistic": binary, "binary:logistic": binary, "binary:logitraw": binary, "binary:hinge": binary,
        "multi:softmax": three, "multi:softprob": three, "count:poisson": three, "reg:gamma": np.exp(signal / 4), "reg:tweedie": np.abs(signal),
    }
    folder = out / "models"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def fit(objective, y, seed=0):
        parameters = {"objective": objective, "max_depth": 2, "eta": 0.6, "seed": seed, "subsample": 0.7}
        if objective.startswith("multi:"):
            parameters["num_class"] = 3
        return xgb.train(parameters, xgb.DMatrix(x, label=y), 3)

    for objective, y in labels.items():
        fit(objective, y).save_model(folder / (objective.replace(":", "-") + ".json"))
    for seed in [1, 2]:
        for objective in ["reg:squarederror", "multi:softmax", "multi:softprob", "binary:hinge"]:
            fit(objective, labels[objective], seed).save_model(folder / f"{objective.replace(':', '-')}-{seed}.json")
    fit("reg:squarederror", signal * 1e17).save_model(folder / "large.json")
    fit("reg:squarederror", signal * 1e-6 - 0.0).save_model(folder / "small.json")
    fit("binary:logistic", binary).save_model(folder / "legacy.deprecated")
    with open(folder / "pickled.pkl", "wb") as file:
        pickle.dump(fit("binary:logistic", binary), file, protocol=4)
    (folder / "README").write_text("not a model\n")


def recordio(rows):
    """Rows as lists of numbers (dense), or as ({index: value}, shape)."""
    from sagemaker_containers._recordio import _write_recordio
    from sagemaker_containers.record_pb2 import Record
    import io

    buffer = io.BytesIO()
    for row in rows:
        record = Record()
        tensor = record.features["values"].float32_tensor
        if isinstance(row, list):
            tensor.values.extend(row)
        else:
            tensor.values.extend(row[0].values())
            tensor.keys.extend(row[0].keys())
            if row[1]:
                tensor.shape.append(row[1])
        _write_recordio(buffer, record.SerializeToString())
    return buffer.getvalue()


def body_cases():
    for content_type in [CSV, "csv", "TEXT/CSV", "text/csv; charset=utf-8", "text/csv;label_size=1", "text/csv; label_size=0", "text/csv;label_size=2"]:
        yield content_type, ROWS
    for content_type in [None, LIBSVM, "text/x-libsvm", "libsvm", "text/libsvm; charset=utf-8"]:
        yield content_type, "0 0:0.1 1:0.2 2:0.3 3:0.4\n1 0:0.9 1:-0.2 3:1.5"
    for content_type in ["application/json", "text/plain", "application/x-parquet", "parquet", "garbage", ""]:
        yield content_type, ROWS
    yield CSV, ""
    for body in ["5", "1,2", "1;2;3;4", "1 2 3 4", "1\t2\t3\t4", "1:2:3:4", "0.1|0.2", "1,2,3,4,5", "1,2,3,4\n", "\n1,2,3,4\n\n", "1,2,3,4\r\n5,6,7,8\r\n",
                 "1,2,3,\r\n5,6,7,8", "1,,3,", ",,,", "nan,NaN,1,2", "inf,1,2,3", "-inf,1,2,3", "1e39,1,2,3", "3.5e38,1,2,3", "1_0,.5,1e5,+3", "NA,1,2,3", "null,1,2,3",
                 "a,b,c,d\n1,2,3,4", '"1","2","3","4"', "0x10,1,2,3", "1,2,3\n4", "1,2\n\n3,4", "   ", "\ufeff1,2,3,4", "\u0661,2,3,4", "x", "[[1.0,2.0,3.0,4.0], [5.0,6.0,7.0,8.0]]", " 1 , 2 ,3, 4 "]:
        yield CSV, body
    for body in ["0 0:1", "0:1", "1 0:1 5:2", "1 4:1", "0 0:1\n1\n0 3:2\n1", "1", "a:b", "0 0:x", "0 x:1", "0 0:1 0:2", "0 -1:2", "1 1:1 2:2 3:3 4:4", "1 0:nan", "1 0:inf", "0  0:1   1:2 ",
                 "0 0:1:2", "1 1:1\n1 2:2"]:
        yield LIBSVM, body


def accept_cases():
    for accept in ["*/*", "", "text/csv", "TEXT/CSV", "text/csv; q=0.5", "application/json", "application/json;charset=utf-8", LINES, RECORDIO, "text/csv, */*", "text/html", "application/*",
                   "*/*;q=0.8", "application/json, text/csv"]:
        yield CSV, ROWS, accept


def plain_cases():
    yield CSV, ROWS
    yield CSV, "0.1,0.2,0.3,0.4"
    yield CSV, ROWS, JSON
    yield CSV, ROWS, LINES
    yield CSV, ROWS, RECORDIO


def recordio_cases():
    yield RECORDIO, recordio([[0.1, 0.2, 0.3, 0.4], [0.9, -0.2, 0.5, 1.5]])
    yield "recordio-protobuf", recordio([[0.1, 0.2, 0.3, 0.4]])
    yield RECORDIO, recordio([({0: 0.1, 3: 0.4}, 4), ({1: 1.0}, 4)])
    yield RECORDIO, recordio([({0: 0.1, 2: 0.4}, None)])
    yield RECORDIO, recordio([[0.1, 0.2, 0.3, 0.4, 0.5]])
    yield RECORDIO, recordio([({0: 0.1, 4: 0.4}, 5)])
    yield RECORDIO, b"12345678abc"
    yield RECORDIO, recordio([[0.1, 0.2, 0.3, 0.4]])[:20]


def groups(tag):
    old = tag == "0.90-2"
    head = tag == "3.2-0"
    yield ["reg-squarederror.json"], {}, [*body_cases(), *accept_cases(), *(recordio_cases() if head else [])]
    yield ["reg-squarederror.json"], {"SAGEMAKER_BATCH": "true"}, [*plain_cases()]
    for accept in [JSON, LINES, "text/html"]:
        yield ["reg-squarederror.json"], {"SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": accept}, [(CSV, ROWS), (CSV, ROWS, CSV)]
    yield ["reg-squarederror.json"], {"MAX_CONTENT_LENGTH": "20"}, [(CSV, "1,2,3,4"), (CSV, "1,2,3,4,5,6,7,8,9,10"), (CSV, "1,2,3,4,5,6,7,8,9,100"), (CSV, "1.00000,2.00000,3.00")]
    for model in ["binary-logistic", "binary-logitraw", "binary-hinge", "multi-softmax", "multi-softprob", "count-poisson", "large", "small"]:
        yield [f"{model}.json"], {}, [*plain_cases()]
    yield ["multi-softprob.json"], {"SAGEMAKER_BATCH": "True"}, [*plain_cases()]
    counts = [(CSV, "1,2,3,4"), (CSV, "1,2,3"), (CSV, "1,2"), (CSV, "1,2,3,4,5"), (LIBSVM, "0 0:1"), (LIBSVM, "0 4:1"), (LIBSVM, "0 5:1"), (LIBSVM, "0 1:1 4:1")]
    if tag not in ("0.90-2", "1.0-1"):  # there the container asks a newer libxgboost for names that it has not got
        yield ["pickled.pkl"], {}, counts
    if not head:
        yield ["legacy.deprecated"], {}, counts
    yield ["README"], {}, [(CSV, "1,2,3,4")]
    yield [], {}, [(CSV, "1,2,3,4"), (CSV, "x")]
    if old:
        return
    keys = "predicted_label,labels,probability,probabilities,raw_score,raw_scores"
    objectives = ["binary-logistic", "binary-logitraw", "binary-hinge", "multi-softmax", "multi-softprob", "reg-squarederror", "reg-logistic", "reg-gamma", "reg-tweedie", "count-poisson"]
    for model in objectives if tag == "1.7-1" else ["binary-logistic", "multi-softprob"]:
        for value in [keys, "predicted_score", " Probability , predicted_label,nonsense", ""]:
            yield [f"{model}.json"], {"SAGEMAKER_INFERENCE_OUTPUT": value}, [*plain_cases()]
    yield ["binary-logistic.json"], {"SAGEMAKER_INFERENCE_OUTPUT": "predicted_label,probabilities", "SAGEMAKER_BATCH": "true"}, [*plain_cases()]
    yield ["binary-logistic.json"], {"SAGEMAKER_INFERENCE_OUTPUT": "predicted_label", "SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": "text/html"}, [(CSV, ROWS)]
    if tag != "1.0-1":
        for model in ["reg-squarederror", "multi-softprob", *([] if head else ["multi-softmax", "binary-hinge"])]:
            yield [f"{model}-1.json", f"{model}-2.json"], {}, [*plain_cases()]
        yield ["reg-squarederror-1.json"], {"SAGEMAKER_INFERENCE_ENSEMBLE": "false"}, [*plain_cases()]
        yield ["binary-logistic.json", "README"], {}, [(CSV, "1,2,3,4")]


def answers(source, environment, folder, requests):
    """Asks an application that is imported anew: it reads most variables while it is imported."""
    os.environ.update(environment, SM_MODEL_DIR=folder)
    from sagemaker_xgboost_container.algorithm_mode import serve

    serve.ScoringService.app.config["MAX_CONTENT_LENGTH"] = getattr(serve, "PARSED_MAX_CONTENT_LENGTH", None)
    client = serve.ScoringService.app.test_client()
    cases = []
    for content_type, body, *accept in requests:
        body = body if isinstance(body, bytes) else body.encode()
        headers = {"Accept": accept[0]} if accept else {}
        response = client.post("/invocations", data=body, content_type=content_type, headers=headers)
        case = {"contentType": content_type, "accept": accept[0] if accept else None, "status": response.status_code, "answerType": response.content_type}
        for key, value in (("body", body), ("answer", response.data)):
            try:
                text = value.decode()
                case[key] = text if "\0" not in text else None
            except UnicodeDecodeError:
                case[key] = None
            if case[key] is None:
                del case[key]
                case[f"{key}Base64"] = base64.b64encode(value).decode()
            elif "Check failed" in text:  # without the stack trace, which is the machine's own
                case[key] = re.sub(r"\[\d\d:\d\d:\d\d\] \S*/src/", "[00:00:00] src/", text.split("\nStack trace")[0])
        cases.append(case)
    return {"cases": cases, "ping": client.get("/ping").status_code, "parameters": client.get("/execution-parameters").data.decode()}


def prepare(source):
    """What is slow to import once for all; stand-ins for what is missing or has gone from Python and numpy since."""
    collections.Mapping = collections.abc.Mapping
    import numpy
    import pandas, sklearn, xgboost  # noqa: E401, F401  before the stand-ins below

    numpy.float, numpy.int = float, int

    class Absent(types.ModuleType):
        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return type(name, (), {})

    for name in ["pyarrow", "pyarrow.parquet", "mlio", "mlio.integ", "mlio.integ.numpy", "mlio.integ.scipy", "mlio.integ.arrow"]:
        sys.modules[name] = Absent(name)
    sys.path.insert(0, f"{source}/src")
    sys.stderr = open(os.devnull, "w")


def in_child(function, *arguments):
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            result = json.dumps(function(*arguments))
        except BaseException as error:  # noqa: BLE001
            result = json.dumps({"failed": repr(error)})
        with os.fdopen(send, "w") as pipe:
            pipe.write(result)
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as pipe:
        result = pipe.read()
    os.waitpid(child, 0)
    return result


def record(tag, source):
    prepare(source)
    document = []
    for models, environment, cases in groups(tag):
        with tempfile.TemporaryDirectory() as folder:
            for model in models:
                shutil.copy(out / "models" / model, folder)
            result = json.loads(in_child(answers, source, environment, folder, cases).replace(folder, "/opt/ml/model"))
            if "failed" in result:
                raise SystemExit(result["failed"])
            document.append({"models": models, "environment": environment, **result})
    lines = ",\n".join(
        json.dumps({key: value for key, value in group.items() if key != "cases"})[:-1] + ', "cases":[\n'
        + ",\n".join(json.dumps(case, ensure_ascii=False) for case in group["cases"]) + "\n]}"
        for group in document
    )
    (out / f"{tag}.json").write_text(f"[\n{lines}\n]\n")


if sys.argv[1] == "--models":
    train()
else:
    record(sys.argv[1], sys.argv[2])
