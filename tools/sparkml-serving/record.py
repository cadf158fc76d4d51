"""Records what Amazon's SparkML Serving container answers, as fixtures/sparkml-serving/abalone.json.

  (in a clone of aws/sagemaker-sparkml-serving-container)  git checkout 7961970 && mvn package -DskipTests
  mkdir -p /opt/ml/model && tar xzf examples/abalone/sparkml.tar.gz -C /opt/ml/model      # the container knows this folder only
  python3 tools/sparkml-serving/record.py …/target/sparkml-serving-3.3.jar

Needs a JDK and Python 3 (standard library). The published images run Java 8: where a newer Java words an error of its own in
another way, the words are put back (`java8`).
"""

import copy
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time

root = pathlib.Path(__file__).parents[2]
port = 18080
CSV, JSON, LINES, TEXT = "text/csv", "application/json", "application/jsonlines", "application/jsonlines;data=text"
ROW = "M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15"
DATA = '"M",0.455,0.365,0.095,0.514,0.2245,0.101,0.15'
INTEGERS = '"M",1,2,3,4,5,6,7'
SCHEMA = json.loads((root / "examples/abalone/schema.json").read_text())


def java8(text):
    text = re.sub(r"class (\S+) cannot be cast to class (\S+) \(.*\)$", r"\1 cannot be cast to \2", text)
    text = re.sub(r'^Cannot invoke ".*" because .* is null$', "", text)
    return re.sub(r"^Index (\d+) out of bounds for length (\d+)$", r"Index: \1, Size: \2", text)


def start(jar, environment):
    env = {**os.environ, "SAGEMAKER_BIND_TO_PORT": str(port), **environment}
    process = subprocess.Popen(["java", "-jar", jar], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            if call("GET", "/ping", None, {})[0] == 200:
                return process
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the container did not start")


def call(method, path, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    return response.status, response.getheader("Content-Type"), response.read().decode()


def ask(name, content_type, body, accept=None):
    headers = {k: v for k, v in (("Content-Type", content_type), ("Accept", accept)) if v is not None}
    status, answer_type, answer = call("POST", "/invocations", body.encode(), headers)
    answer = re.sub(r'"timestamp":\d+', '"timestamp":0', answer)
    if content_type == CSV and answer.startswith("Index ") and "length 0" not in answer:
        answer = answer.split()[1]  # commons-csv: the array's own exception in Java 8
    return {"name": name, "contentType": content_type, "accept": accept, "body": body, "status": status,
            "answerType": answer_type, "answer": java8(answer)}


def csv_cases():
    yield "csv", CSV, ROW
    for accept in ["*/*", "", " ", CSV, LINES, TEXT, JSON, "text/csv, */*", "text/csv;q=0.5", "TEXT/CSV", "application/jsonlines; data=text",
                   "text/csv; charset=utf-8", "image/png"]:
        yield f"csv, accept {accept!r}", CSV, ROW, accept
    for content_type in ["text/csv; charset=utf-8", "text/csv; header=absent", "TEXT/CSV", None, "text/plain", "garbage"]:
        yield f"content type {content_type}", content_type, ROW
    yield "content type text/plain, accept csv", "text/plain", ROW, CSV
    for content_type in [CSV, JSON, LINES]:
        yield f"empty body, {content_type}", content_type, ""
    bodies = {
        "newline after": ROW + "\n", "CR LF after": ROW + "\r\n", "newlines only": "\n\r\n", "empty lines before": "\n\n" + ROW,
        "quoted": '"M"' + ROW[1:], "quoted number": ROW.replace("0.455", '"0.455"'), "column too many": ROW + ",9", "trailing comma": ROW + ",",
        "columns too few": "M,1", "one column": "M", "text after quote": '"M"x' + ROW[1:], "unclosed quote": ROW + '\nM,"x', "space before string": " " + ROW,
        "spaces around number": ROW.replace("0.455", " 0.455 "), "no number": ROW.replace("0.455", "abc"), "empty number": ROW.replace("0.455", ""),
        "comma decimal": ROW.replace("0.455", '"0,455"'), "float suffix": ROW.replace("0.455", "1f"), "hex float": ROW.replace("0.455", "0x1p-3"),
        "exponent": ROW.replace("0.455", "45.5e-2"), "no digit after point": ROW.replace("0.455", "1."), "NaN": ROW.replace("0.455", "NaN"),
        "nan": ROW.replace("0.455", "nan"), "infinity": ROW.replace("0.455", "-Infinity"), "large": ROW.replace("0.455", "12345678.9"),
        "small": ROW.replace("0.455", "0.00001"), "overflow": ROW.replace("0.455", "1e400"), "underscore": ROW.replace("0.455", "1_0"),
        "unseen label": "X" + ROW[1:], "empty label": ROW[1:], "lower-case label": "m" + ROW[1:],
        "two rows": ROW + "\n" + "F" + ROW[1:], "second row bad": ROW + "\njunk", "non-ASCII label": "ä" + ROW[1:],
    }
    for name, body in bodies.items():
        yield f"csv, {name}", CSV, body


def json_cases():
    bodies = {
        "row": '{"data":[%s]}' % DATA, "integers": '{"data":[%s]}' % INTEGERS, "strings": '{"data":["M","1","2","3","4","5","6","7"]}',
        "value too many": '{"data":[%s,9]}' % DATA, "values too few": '{"data":["M",1,2,3]}', "no values": '{"data":[]}',
        "null number": '{"data":["M",null,2,3,4,5,6,7]}', "null string": '{"data":[null,1,2,3,4,5,6,7]}', "junk after": '{"data":[%s]} junk' % DATA,
        "cut": '{"data":["M",1,2', "no data": "{}", "unknown key": '{"data":[%s],"x":1}' % DATA, "null": "null", "list": "[]", "data no list": '{"data":"M"}',
        "data null": '{"data":null}', "repeated key": '{"data":[1],"data":[%s]}' % DATA, "schema null": '{"schema":null,"data":[%s]}' % DATA,
        "two rows": '{"data":[[%s],[%s]]}' % (DATA, INTEGERS), "no JSON": "hello", "comment": '{"data":[%s]}/*c*/' % DATA, "NaN token": '{"data":["M",NaN]}',
    }
    for name, body in bodies.items():
        yield f"json, {name}", JSON, body
    yield "json, cut, accept csv", JSON, '{"data":["M",1,2', CSV
    yield "json, accept lines", JSON, '{"data":[%s]}' % DATA, LINES


def lines_cases():
    row = '{"data":[%s]}' % DATA
    bodies = {
        "one": row, "two": f"{row}\n{row}", "newline after": f"{row}\n", "CR LF": f"{row}\r\n{row}\r\n", "blank line between": f"{row}\n\n{row}",
        "blank line first": f"\n{row}", "rows in one line": '{"data":[[%s],[%s]]}' % (DATA, INTEGERS), "mixed": '%s\n{"data":[[%s],[%s]]}' % (row, DATA, INTEGERS),
        "no rows": '{"data":[]}', "no data": "{}", "unknown key": '{"dat":[]}', "unknown key too": '{"data":[%s],"x":1}' % DATA, "cut": row + '\n{"data":["M",1,2',
        "comma": '{"data":[1,]}', "token": "hello", "token inside": '{"data":["M",nope]}', "data no list": '{"data":"M"}', "list": "[]", "null": "null",
        "leading zero": '{"data":["M",01]}', "no colon": '{"data" ["M"]}', "cut in string": '{"data":["M', "cut after row": '{"data":["M"', "single quotes": "{'data':1}",
        "second row unseen": row + '\n{"data":["X",1,2,3,4,5,6,7]}', "value missing": row + '\n{"data":["X",1,2]}',
        "schema in first line": '{"schema":%s,"data":[%s]}\n%s' % (json.dumps({**SCHEMA, "output": {"name": "length", "type": "double"}}), DATA, row),
        "schema in second line": '%s\n{"schema":%s,"data":[%s]}' % (row, json.dumps({**SCHEMA, "output": {"name": "length", "type": "double"}}), DATA),
    }
    for name, body in bodies.items():
        yield f"lines, {name}", LINES, body
    for accept in [LINES, TEXT]:
        yield f"lines, two, accept {accept}", LINES, f"{row}\n{row}", accept
    output = '"output":{"name":"z","type":"double"}'
    for column in ['{"name":"a","type":"int","x":1}', '{"name":1,"type":true,"struct":2}', '{"name":[],"type":"int"}', '{"name":{},"type":"int"}',
                   "3", '"a"', '""', "true", "null", "1.5", "[]"]:
        yield f"lines, column {column}", LINES, '{"schema":{"input":[%s],%s},"data":[1]}' % (column, output)
    for value in ["{}", '"x"', '""', "5"]:
        yield f"lines, input {value}", LINES, '{"schema":{"input":%s,%s},"data":[1]}' % (value, output)
        yield f"lines, schema {value}", LINES, '{"schema":%s,"data":[1]}' % value
    for value in ["[]", '"x"', '{"name":"z"}']:
        yield f"lines, output {value}", LINES, '{"schema":{"input":[],"output":%s},"data":[1]}' % value
    for value in ["1", "1.5", "true", "{}", '""', '"x"', "null"]:
        yield f"lines, data {value}", LINES, '{"data":%s}' % value
        yield f"lines, line {value}", LINES, value
    for body in ['{"data":[1],"x":{"a":1}, "y":2}', '{"x":1,"data":[1]}', '{"data":[1,2],"data":[3 4]}', '{"data":["%s",]}' % ("a" * 600), '{"data":[-]}',
                 '{"data":[1.]}', '{"data":[1e]}', '{"data":[.5]}', '{"data":["a\tb"]}', '{"data":["\\x"]}', '{"data":["\\u12"]}', '{"data":[1abc]}', '{"data":[1}', '{"data":[1]',
                 '{"data":', '{"data"', '{"da', "{", "[", '{"data":[{"a":1]}', '{"data":[tru', "  ", '{"data":["é",]}', "{,}", '{"a":1,}', '{"data":[[1,"b\tc"]]}']:
        yield f"lines, {body[:40]}", LINES, body


def schema_cases():
    def json_body(schema, data=DATA):
        return '{"schema":%s,"data":[%s]}' % (json.dumps(schema), data)

    def output(name, type, struct=None):
        schema = copy.deepcopy(SCHEMA)
        schema["output"] = {"name": name, "type": type} if struct is None else {"name": name, "type": type, "struct": struct}
        return schema

    def changed(change):
        schema = copy.deepcopy(SCHEMA)
        change(schema)
        return schema

    for type in ["double", "int", "string"]:
        yield f"output length as basic {type}", JSON, json_body(output("length", type))
    yield "output sex as basic string", JSON, json_body(output("sex", "string"))
    yield "output sex as basic string, accept lines", JSON, json_body(output("sex", "string")), LINES
    yield "output unknown column", JSON, json_body(output("nope", "double"))
    for struct in ["basic", "array", "", "foo"]:
        yield f"output features as struct {struct!r}", JSON, json_body(output("features", "double", struct))
    yield "output type unknown", JSON, json_body(output("length", "foo"))
    yield "output type int, struct vector", JSON, json_body(output("features", "int", "vector"))
    variants = {
        "input type unknown": lambda s: s["input"][1].update(type="foo"), "input type missing": lambda s: s["input"][1].pop("type"),
        "input name missing": lambda s: s["input"][1].pop("name"), "output missing": lambda s: s.pop("output"), "input missing": lambda s: s.pop("input"),
        "unknown key": lambda s: s.update(x=1), "unknown key in column": lambda s: s["input"][0].update(x=1), "input null": lambda s: s.update(input=None),
        "input empty": lambda s: s.update(input=[]), "column missing": lambda s: s["input"].pop(), "struct null": lambda s: s["input"][1].update(struct=None),
        "struct empty": lambda s: s["input"][1].update(struct=""), "struct unknown": lambda s: s["input"][1].update(struct="foo"),
        "struct vector for a number": lambda s: s["input"][1].update(struct="vector"), "struct array for a number": lambda s: s["input"][1].update(struct="array"),
        "type upper case": lambda s: s["input"][1].update(type="DOUBLE"),
    }
    for name, change in variants.items():
        yield f"schema, {name}", JSON, json_body(changed(change))
    for name in ["unknown key", "input missing", "output missing", "input type missing", "input type unknown"]:
        yield f"schema in lines, {name}", LINES, json_body(changed(variants[name]))

    # A further column that the bundle does not use comes out as it went in: how values are converted.
    def extra(type, value, struct):
        schema = copy.deepcopy(SCHEMA)
        schema["input"].append({"name": "z", "type": type, "struct": struct})
        schema["output"] = {"name": "z", "type": type, "struct": struct}
        return json_body(schema, f"{DATA},{value}")

    basics = [("int", "1"), ("int", "1.0"), ("int", '"7"'), ("int", '"+7"'), ("int", "99999999999"), ("int", '""'), ("int", '" 1"'), ("int", '"\u0661"'), ("int", "true"),
              ("long", "99999999999"), ("long", "-1"), ("long", "99999999999999999999"), ("short", "40000"), ("short", "-7"), ("byte", "-128"), ("byte", "128"),
              ("double", "1e7"), ("double", "5"), ("double", '"0x1p3"'), ("double", "1e400"), ("double", '"nan"'), ("double", '""'), ("double", "-0.0"), ("double", "1e-5"),
              ("double", "[1,2.5,null]"), ("float", "0.1"), ("boolean", "1"), ("boolean", '"TRUE"'), ("boolean", "true"), ("string", "1.0"), ("string", "1e7"), ("string", "1E400"),
              ("string", "true"), ("string", '{"a":1,"b":"x","c":{}}'), ("string", '[1,"C",38.0]'), ("string", "12345678901234567890"), ("string", '"a,\\"b\\u00e9\\n"'), ("string", "0.1e1")]
    for type, value in basics:
        yield f"basic {type} {value}", JSON, extra(type, value, "basic")
    arrays = [("double", "[1.0,2.5e-5,1e7]"), ("double", "[1,2]"), ("int", "[1,2]"), ("int", "[1.0]"), ("long", "[1]"), ("long", "[99999999999]"), ("string", '["a","b,c\\n\\u0001/\\"é"]'),
              ("boolean", "[true,false]"), ("boolean", "[1]"), ("float", "[0.1]"), ("byte", "[1]"), ("short", "[1]"), ("string", "[1]"), ("double", "[null,1.0]"), ("double", "5"), ("int", "[]"),
              ("double", "[1e400]")]
    for accept in [CSV, LINES, TEXT]:
        for type, value in arrays:
            yield f"array {type} {value}, accept {accept}", JSON, extra(type, value, "array"), accept
        for value in ["[1.0,2.5e-5,1e7,-0.0]", "[1,2]", "[null]", "[]", "5.0", "[1e400]", '["1.0"]']:
            yield f"vector {value}, accept {accept}", JSON, extra("double", value, "vector"), accept
    yield "vector of int", JSON, extra("int", "[1]", "vector")


def other_cases():
    yield "csv", CSV, ROW
    yield "csv, accept csv", CSV, ROW, CSV
    yield "json", JSON, '{"data":[%s]}' % DATA
    yield "lines", LINES, '{"data":[%s]}' % DATA


groups = [
    ({"SAGEMAKER_SPARKML_SCHEMA": json.dumps(SCHEMA)}, [csv_cases, json_cases, lines_cases, schema_cases]),
    ({}, [other_cases]),
    ({"SAGEMAKER_SPARKML_SCHEMA": "{"}, [other_cases]),
    ({"SAGEMAKER_SPARKML_SCHEMA": '{"input":[]}'}, [other_cases]),
    ({"SAGEMAKER_SPARKML_SCHEMA": json.dumps(SCHEMA), "SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": TEXT}, [other_cases]),
    ({"SAGEMAKER_SPARKML_SCHEMA": json.dumps(SCHEMA), "SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": JSON}, [other_cases]),
    ({"SAGEMAKER_SPARKML_SCHEMA": json.dumps(SCHEMA), "SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": ""}, [other_cases]),
]
document = []
for environment, makers in groups:
    process = start(sys.argv[1], environment)
    try:
        document.append({"environment": environment, "cases": [ask(*case) for maker in makers for case in maker()]})
    finally:
        process.kill()
        process.wait()
out = root / "fixtures/sparkml-serving"
out.mkdir(parents=True, exist_ok=True)
lines = ",\n".join(
    '{"environment":' + json.dumps(group["environment"]) + ',\n"cases":[\n' + ",\n".join(json.dumps(case, ensure_ascii=False) for case in group["cases"]) + "\n]}"
    for group in document
)
(out / "abalone.json").write_text(f"[\n{lines}\n]\n")
version = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
(out / "origin.md").write_text(
    "`abalone.json`: requests to Amazon's SparkML Serving container (aws/sagemaker-sparkml-serving-container, commit 7961970, tag 3.3,\n"
    f"built with Maven, run with {version}) with the bundle of `examples/abalone/sparkml.tar.gz`, and what it answered.\n"
    "Made by `tools/sparkml-serving/record.py`. Time stamps are 0; where Java 17 words an error of its own, the words are those of Java 8,\n"
    "which the published images run.\n"
)
