"""Makes fixtures/content/python.json: what CPython makes of numbers and lines, which the XGBoost container's answers hang on.

Needs Python 3 (standard library only):  python3 tools/content/make.py
"""

import csv
import json
import pathlib
import platform
import random
import struct

out = pathlib.Path(__file__).parents[2] / "fixtures" / "content"


def bits(value):
    return struct.pack(">d", value).hex()


def floats():
    random.seed(7)
    values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 9.999e-5, 1e-5, 1.5e-7, 1e15, 9999999999999998.0, 1e16, 123456789012345680.0,
              1e22, 1e23, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 2.0**53, 1e-3, 1e7]
    values += [struct.unpack(">f", struct.pack(">f", random.random()))[0] for _ in range(40)]
    values += [struct.unpack(">d", random.randbytes(8))[0] for _ in range(60)]
    return [{"bits": bits(v), "repr": repr(v), "json": json.dumps(v)} for v in values]


def parsed():
    texts = ["1", "1.", ".5", "-.5e3", "+2", "1e5", "1E-5", "nan", "NaN", "-nan", "inf", "-Infinity", "iNf", "1_0", "1__0", "_1",
             "1_", "1_.5", "1._5", "1e1_0", " 1 ", "\t1\r", "\x1c1", "\x851", "\ufeff1", "\u00a01", "\u0661\u0662", "", " ", "NA",
             "null", "0x10", '"1"', "1,5", "1e", "e5", ".", "+", "--1", "1 2", "1d", "1e400", "-1e400", "1e-400",
             "0.1000000000000000055511151231257827", "9007199254740993", "2.2250738585072011e-308", "123456789012345678901234567890"]
    result = []
    for text in texts:
        try:
            result.append({"text": text, "bits": bits(float(text))})
        except ValueError as error:
            result.append({"text": text, "error": str(error)})
    return result


def integers():
    result = []
    for text in ["1", "+1", "-1", " 7 ", "1_000", "1__0", "", "1.0", "0x1", "\u0661", "1e3", "00012"]:
        try:
            result.append({"text": text, "value": int(text)})
        except ValueError as error:
            result.append({"text": text, "error": str(error)})
    return result


def sniffed():
    lines = ["5", "12", "-1", "1,2", "1;2", "1 2", "1\t2", "1:2", "0.1|0.2", "1,2;3", "1 2,3", "a b", "....", "1|2|3|4", "||1||2||",
             "1, 2, 3", "0.5,,3", "x", "1;2;3,5", "-0.5 1.5", "#1#2#", "1.5", "1/2/3/4", "\u00e4\u00e4\u00e4\u00e41"]
    result = []
    for line in lines:
        try:
            delimiter = csv.Sniffer().sniff(line[:512]).delimiter
            result.append({"line": line, "delimiter": "," if delimiter.isalnum() else delimiter})
        except csv.Error as error:
            result.append({"line": line, "error": str(error)})
    return result


def broken():
    random.seed(5)
    samples = [bytes.fromhex(text) for text in ["80", "31c3", "c328", "e28028", "e0809f", "eda080", "f0808080", "f4908080", "f5808080", "c0af", "fe", "31322cff", "f09f98", "e2"]]
    samples += [random.randbytes(6) for _ in range(60)]
    result = []
    for sample in samples:
        try:
            sample.decode()
        except UnicodeDecodeError as error:
            text = str(error)  # Python names a run of bytes where several are wrong together; only single ones are compared
            if "can't decode byte " in text:
                result.append({"bytes": sample.hex(), "error": text})
    return result


out.mkdir(parents=True, exist_ok=True)
document = {"repr": floats(), "float": parsed(), "int": integers(), "sniffer": sniffed(), "utf8": broken()}
(out / "python.json").write_text(json.dumps(document, indent=0, allow_nan=False).replace("\n", "").replace("}, {", "},\n{") + "\n")
(out / "origin.md").write_text(
    f"`python.json`: what CPython {platform.python_version()} prints and reads as numbers, and which delimiter its csv.Sniffer finds\n"
    "in a line. Made by `tools/content/make.py`.\n"
)
