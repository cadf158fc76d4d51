"""A SparkML → XGBoost pipeline from model to answer, updated, transformed and taken down. argv: the repository's root."""
import io
import json
import os
import struct
import sys

import boto3
from botocore.exceptions import WaiterError
from common import refused

root = sys.argv[1]
example = os.path.join(root, "examples", "abalone")
fixture = os.path.join(root, "fixtures", "pipelines", "abalone")
s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
runtime = boto3.client("sagemaker-runtime")
role = "arn:aws:iam::000000000000:role/SageMakerRole"
registry = "246618743249.dkr.ecr.us-west-2.amazonaws.com"
quick = {"Delay": 1, "MaxAttempts": 60}


def lines(name):
    with open(os.path.join(fixture, name)) as file:
        return file.read().splitlines()


def float32(text):
    return struct.unpack("<f", struct.pack("<f", float(text)))[0]


s3.create_bucket(Bucket="abalone", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
for name in ["sparkml", "xgboost"]:
    s3.upload_file(os.path.join(example, f"{name}.tar.gz"), "abalone", f"{name}/model.tar.gz")
with open(os.path.join(example, "schema.json")) as file:
    schema = json.dumps(json.load(file))

sparkml = {
    "Image": f"{registry}/sagemaker-sparkml-serving:2.4",
    "ModelDataUrl": "s3://abalone/sparkml/model.tar.gz",
    "Environment": {"SAGEMAKER_SPARKML_SCHEMA": schema},
}
xgboost = {"Image": f"{registry}/sagemaker-xgboost:1.7-1", "ModelDataUrl": "s3://abalone/xgboost/model.tar.gz"}
arn = sagemaker.create_model(ModelName="Abalone", ExecutionRoleArn=role, Containers=[sparkml, xgboost])["ModelArn"]
assert arn == "arn:aws:sagemaker:us-west-2:000000000000:model/abalone", arn
with refused("ValidationException", f'Cannot create already existing model "{arn}".'):
    sagemaker.create_model(ModelName="Abalone", ExecutionRoleArn=role, Containers=[sparkml, xgboost])
described = sagemaker.describe_model(ModelName="Abalone")
assert [c["Image"] for c in described["Containers"]] == [sparkml["Image"], xgboost["Image"]], described

variant = {"VariantName": "AllTraffic", "ModelName": "Abalone", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
for name in ["first", "second"]:
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])
sagemaker.create_endpoint(EndpointName="abalone", EndpointConfigName="first", Tags=[{"Key": "a", "Value": "b"}])
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="abalone", WaiterConfig=quick)
endpoint = sagemaker.describe_endpoint(EndpointName="abalone")
assert endpoint["EndpointStatus"] == "InService", endpoint
assert sagemaker.list_tags(ResourceArn=endpoint["EndpointArn"])["Tags"] == [{"Key": "a", "Value": "b"}]

rows, predictions = lines("input.csv"), lines("predictions.csv")
for row, prediction in zip(rows, predictions):
    answer = runtime.invoke_endpoint(EndpointName="abalone", ContentType="text/csv", Body=row)
    assert float32(answer["Body"].read()) == float32(prediction), (row, prediction)
assert answer["InvokedProductionVariant"] == "AllTraffic", answer
with refused("ValidationError", "Endpoint nothing of account 000000000000 not found."):
    runtime.invoke_endpoint(EndpointName="nothing", ContentType="text/csv", Body="1")
with refused("ModelError"):
    runtime.invoke_endpoint(EndpointName="abalone", ContentType="text/nonsense", Body="1")
logs = boto3.client("logs")
found = logs.filter_log_events(logGroupName="/aws/sagemaker/Endpoints/abalone", filterPattern="415")["events"]
assert [event["logStreamName"].split("/")[::2] for event in found] == [["AllTraffic", "container-1"]], found

sagemaker.update_endpoint(EndpointName="abalone", EndpointConfigName="second")
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="abalone", WaiterConfig=quick)
assert sagemaker.describe_endpoint(EndpointName="abalone")["EndpointConfigName"] == "second"

s3.put_object(Bucket="abalone", Key="in/rows.csv", Body="\n".join(rows) + "\n")
sagemaker.create_transform_job(
    TransformJobName="abalone",
    ModelName="Abalone",
    BatchStrategy="MultiRecord",
    TransformInput={
        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://abalone/in"}},
        "ContentType": "text/csv",
        "SplitType": "Line",
    },
    TransformOutput={"S3OutputPath": "s3://abalone/out", "AssembleWith": "Line", "Accept": "text/csv"},
    TransformResources={"InstanceType": "ml.m5.large", "InstanceCount": 1},
)
sagemaker.get_waiter("transform_job_completed_or_stopped").wait(TransformJobName="abalone", WaiterConfig=quick)
job = sagemaker.describe_transform_job(TransformJobName="abalone")
assert job["TransformJobStatus"] == "Completed", job
out = io.BytesIO()
s3.download_fileobj("abalone", "out/rows.csv.out", out)
got = [float32(text) for text in out.getvalue().decode().split()]
assert got == [float32(text) for text in predictions], got[:5]

sagemaker.delete_endpoint(EndpointName="abalone")
sagemaker.get_waiter("endpoint_deleted").wait(EndpointName="abalone", WaiterConfig=quick)
with refused("ValidationException", f'Could not find endpoint "{endpoint["EndpointArn"]}".'):
    sagemaker.describe_endpoint(EndpointName="abalone")
for name in ["first", "second"]:
    sagemaker.delete_endpoint_config(EndpointConfigName=name)
sagemaker.delete_model(ModelName="Abalone")
assert sagemaker.list_models()["Models"] == []

with refused("ValidationException", "Could not find model data at s3://abalone/nothing.tar.gz."):
    missing = dict(sparkml, ModelDataUrl="s3://abalone/nothing.tar.gz")
    sagemaker.create_model(ModelName="broken", ExecutionRoleArn=role, Containers=[missing, xgboost])
s3.put_object(Bucket="abalone", Key="broken.tar.gz", Body=b"no archive")
broken = dict(xgboost, ModelDataUrl="s3://abalone/broken.tar.gz")
sagemaker.create_model(ModelName="broken", ExecutionRoleArn=role, Containers=[sparkml, broken])
sagemaker.create_endpoint_config(EndpointConfigName="broken", ProductionVariants=[dict(variant, ModelName="broken")])
sagemaker.create_endpoint(EndpointName="broken", EndpointConfigName="broken")
try:
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="broken", WaiterConfig=quick)
    raise AssertionError("an endpoint without its model is in service")
except WaiterError as error:
    assert error.last_response["EndpointStatus"] == "Failed", error.last_response
    assert "broken.tar.gz" in error.last_response["FailureReason"], error.last_response
