"""Writes one case of fixtures/mleap: the bundle that MLeap's Python exporter makes of a fitted pipeline, and what scikit-learn
answers to each row alone. fixtures/mleap/README.md describes the files."""

import json
import math
import pathlib
import shutil
import tempfile
import uuid
import zipfile

import numpy as np
import pandas as pd

_count = 0


def _counted():
    global _count
    _count += 1
    return uuid.uuid5(uuid.NAMESPACE_OID, str(_count))


# The exporter names nodes with random ids; counted ones give the same bytes every time.
uuid.uuid1 = uuid.uuid4 = _counted


def case(out, op, name, pipeline, rows, answer, output, note="", tolerance=0.0):
    """`rows`: a DataFrame; `answer(frame)`: what scikit-learn answers to a frame of one row; `output`: its name and shape."""
    pipeline.mlinit()
    folder = pathlib.Path(out) / f"{op}-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        pipeline.serialize_to_bundle(scratch, "bundle", init=True)
        _archive(pathlib.Path(scratch) / "bundle", folder / "json.zip")
    fields = [_field(column, rows[column]) for column in rows]
    inputs = [[_json(value) for value in row] for row in rows.itertuples(index=False)]
    outputs = [_outcome(answer, rows.iloc[i : i + 1], output[1] == "tensor") for i in range(len(rows))]
    text = "\n".join(
        [
            "{",
            f'  "op": {_dump(op)},',
            f'  "note": {_dump(note)},',
            f'  "tolerance": {_dump(tolerance)},',
            '  "input": {',
            f'    "fields": {_dump(fields)},',
            f'    "rows": {_lines(inputs)}',
            "  },",
            '  "output": {',
            f'    "fields": {_dump([{"name": output[0], "shape": output[1], "base": "double"}])},',
            f'    "rows": {_lines(outputs)}',
            "  }",
            "}",
            "",
        ]
    )
    (folder / "case.json").write_text(text)


def _archive(folder, target):
    info = json.loads((folder / "bundle.json").read_text())
    info.update(timestamp="2024-01-31T10:00:00.000000", uid=str(_counted()))
    (folder / "bundle.json").write_text(json.dumps(info, indent=3))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder)))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())


def _field(name, column):
    if column.dtype != object:
        return {"name": name, "shape": "scalar", "base": "double"}
    return {"name": name, "shape": "list" if isinstance(column.iloc[0], list) else "scalar", "base": "string"}


def _outcome(answer, row, vector):
    try:
        found = answer(row)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    found = found.toarray() if hasattr(found, "toarray") else np.asarray(found)
    flat = [_json(float(value)) for value in found.reshape(-1)]
    return [flat if vector else flat[0]]


def _json(value):
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return "-0" if value == 0 and math.copysign(1, value) < 0 else value


def _dump(value):
    return json.dumps(value, ensure_ascii=False)


def _lines(rows):
    return "[\n" + ",\n".join(f"      {_dump(row)}" for row in rows) + "\n    ]"
