"""Writes src/apis/sagemaker/shape-tables.ts from the service model that botocore ships.

    python3 -m venv .venv && .venv/bin/pip install botocore==1.44.5
    .venv/bin/python tools/sagemaker-shapes/make.py && npx biome format --write src/apis/sagemaker/shape-tables.ts

Names and constraints only; the documentation strings of the model are not taken over. Lists of instance types grow every
month: their form is checked instead. The location of model data may be a file: URI as well.
"""
import json
import pathlib

import botocore
from botocore.loaders import Loader

OPERATIONS = """
CreateModel DescribeModel ListModels DeleteModel
CreateEndpointConfig DescribeEndpointConfig ListEndpointConfigs DeleteEndpointConfig
CreateEndpoint DescribeEndpoint UpdateEndpoint UpdateEndpointWeightsAndCapacities ListEndpoints DeleteEndpoint
CreateTransformJob DescribeTransformJob StopTransformJob ListTransformJobs
CreateTrainingJob DescribeTrainingJob StopTrainingJob ListTrainingJobs
CreateProcessingJob DescribeProcessingJob StopProcessingJob ListProcessingJobs
AddTags ListTags DeleteTags
""".split()

# Model data may also lie on this machine's disk.
MODEL_DATA = r"(https|s3)://([^/]+)/?(.*)|file:///.*"
INSTANCE_TYPE = r"ml\.[a-z0-9-]+\.[a-z0-9-]+"

model = Loader().load_service_model("sagemaker", "service-2")
shapes = model["shapes"]
out = {}


def bounds(shape):
    return {key: shape[key] for key in ("min", "max") if key in shape}


def describe(name):
    if name in out:
        return
    shape = shapes[name]
    kind = shape["type"]
    if kind == "structure":
        required = set(shape.get("required", []))
        members = {key: member["shape"] for key, member in shape["members"].items()}
        out[name] = {
            "type": kind,
            "required": {key: value for key, value in members.items() if key in required},
            "optional": {key: value for key, value in members.items() if key not in required},
        }
        for member in members.values():
            describe(member)
    elif kind == "list":
        out[name] = {"type": kind, "member": shape["member"]["shape"], **bounds(shape)}
        describe(shape["member"]["shape"])
    elif kind == "map":
        out[name] = {"type": kind, "key": shape["key"]["shape"], "value": shape["value"]["shape"], **bounds(shape)}
        describe(shape["key"]["shape"])
        describe(shape["value"]["shape"])
    elif kind == "string" and name.endswith("InstanceType"):
        out[name] = {"type": kind, "pattern": INSTANCE_TYPE}
    elif name in ("Url", "S3ModelUri"):
        out[name] = {"type": kind, **bounds(shape), "pattern": MODEL_DATA}
    elif kind == "string":
        more = {"pattern": shape["pattern"]} if "pattern" in shape else {}
        if "enum" in shape:
            more["values"] = shape["enum"]
        out[name] = {"type": kind, **bounds(shape), **more}
    else:
        kind = {"long": "integer", "double": "float"}.get(kind, kind)
        out[name] = {"type": kind, **bounds(shape)}


for operation in OPERATIONS:
    describe(model["operations"][operation]["input"]["shape"])

path = pathlib.Path(__file__).parents[2] / "src/apis/sagemaker/shape-tables.ts"
with path.open("w") as file:
    file.write(f"""// Written by tools/sagemaker-shapes/make.py from the model in botocore {botocore.__version__}: do not edit.
import type {{ ShapeTable, ValueOf }} from "../../aws/shapes/shape.js";

/** The inputs of the operations served here, with everything in them. */
export const shapes = {json.dumps(out, indent=2)} as const satisfies ShapeTable;

/** The type of an input or of anything in one: `Shaped<"CreateModelInput">`. */
export type Shaped<Name extends keyof typeof shapes> = ValueOf<typeof shapes, Name>;
""")
