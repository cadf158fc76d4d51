"""Makes fixtures/xgboost-training/*.parquet: the same rows in several encodings and compressions.

    python3 -m venv .venv && .venv/bin/pip install pyarrow==21.0.0
    .venv/bin/python tools/xgboost-training/parquet.py
"""

import json
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(__file__).parents[2] / "fixtures" / "xgboost-training"
rows = 60
columns = {
    "label": pa.array([row * 0.25 for row in range(rows)], pa.float64()),
    "f32": pa.array([row / 7 for row in range(rows)], pa.float32()),
    "i64": pa.array([row * row for row in range(rows)], pa.int64()),
    "flag": pa.array([row % 3 == 0 for row in range(rows)], pa.bool_()),
    "gaps": pa.array([None if row % 4 == 1 else row - 30.5 for row in range(rows)], pa.float64()),
    "few": pa.array([row % 5 for row in range(rows)], pa.int32()),
}
table = pa.table(columns)
pq.write_table(table, folder / "snappy.parquet", row_group_size=25)
pq.write_table(table, folder / "gzip.parquet", compression="gzip", use_dictionary=False)
pq.write_table(table, folder / "zstd.parquet", compression="zstd", data_page_version="2.0")
pq.write_table(table, folder / "plain.parquet", compression="none", use_dictionary=False)
pq.write_table(pa.table({"label": columns["label"], "name": ["x"] * rows}), folder / "text.parquet")
expected = [[None if value is None else float(value) for value in row] for row in zip(*(c.to_pylist() for c in columns.values()))]
(folder / "rows.json").write_text(json.dumps(expected) + "\n")
