"""Makes fixtures/transform/records/: the same records framed by MXNet's RecordIO writer and by TensorBoard's TFRecord writer.

Needs Python 3.11 and  pip install -r tools/transform/requirements.txt ; then  python3 tools/transform/make.py
"""

import base64
import json
import pathlib

import mxnet.recordio
from tensorboard.summary.writer.record_writer import RecordWriter

out = pathlib.Path(__file__).parents[2] / "fixtures" / "transform" / "records"
out.mkdir(parents=True, exist_ok=True)
magic = bytes([0x0A, 0x23, 0xD7, 0xCE])
records = [
    b"M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15",
    b"",
    b"a",
    "筧".encode(),
    b"abcd" + magic + magic + b"efgh",
    magic,
    b"x" + magic + b"not aligned",
    bytes(range(256)),
]

recordio = mxnet.recordio.MXRecordIO(str(out / "mxnet.recordio"), "w")
for record in records:
    recordio.write(record)
recordio.close()

with open(out / "tensorboard.tfrecord", "wb") as file:
    writer = RecordWriter(file)
    for record in records:
        writer.write(record)
    writer.close()

text = json.dumps([base64.b64encode(record).decode() for record in records], indent=2)
(out / "records.json").write_text(text + "\n")
