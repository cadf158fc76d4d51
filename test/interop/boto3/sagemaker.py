import json
import os
from pathlib import Path

import boto3
from botocore.config import Config
from common import refused

examples = Path(os.environ["KAKEHI_EXAMPLES"])
registry = "246618743249.dkr.ecr.us-west-2.amazonaws.com"
s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
runtime = boto3.client("sagemaker-runtime", config=Config(retries={"max_attempts": 0}))
soon = {"Delay": 0.05, "MaxAttempts": 200}


def arn(kind, name):
    return f"arn:aws:sagemaker:us-west-2:000000000000:{kind}/{name}"


# The sample's pipeline, from upload to prediction
s3.create_bucket(Bucket="models", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
for name in ["sparkml", "xgboost"]:
    s3.upload_file(str(examples / "abalone" / f"{name}.tar.gz"), "models", f"{name}/model.tar.gz")
created = sagemaker.create_model(
    ModelName="Abalone",
    ExecutionRoleArn="arn:aws:iam::000000000000:role/sagemaker",
    Containers=[
        {
            "Image": f"{registry}/sagemaker-sparkml-serving:3.3",
            "ModelDataUrl": "s3://models/sparkml/model.tar.gz",
            "Environment": {"SAGEMAKER_SPARKML_SCHEMA": (examples / "abalone" / "schema.json").read_text()},
        },
        {"Image": f"{registry}/sagemaker-xgboost:1.7-1", "ModelDataUrl": "s3://models/xgboost/model.tar.gz"},
    ],
    Tags=[{"Key": "team", "Value": "shellfish"}],
)
assert created["ModelArn"] == arn("model", "abalone"), created
variant = {"VariantName": "AllTraffic", "ModelName": "Abalone", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
sagemaker.create_endpoint_config(EndpointConfigName="abalone", ProductionVariants=[variant])
sagemaker.create_endpoint(EndpointName="abalone", EndpointConfigName="abalone", Tags=[])
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="abalone", WaiterConfig=soon)

row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255"
answer = runtime.invoke_endpoint(EndpointName="abalone", Body=row, ContentType="text/csv")
prediction = float(answer["Body"].read())
assert 5 < prediction < 15, prediction
assert answer["InvokedProductionVariant"] == "AllTraffic", answer
body = json.dumps({"data": ["F", 0.515, 0.425, 0.14, 0.766, 0.304, 0.1725, 0.255]})
answer = runtime.invoke_endpoint(EndpointName="abalone", Body=body, ContentType="application/json", Accept="text/csv")
assert float(answer["Body"].read()) == prediction

try:
    runtime.invoke_endpoint(EndpointName="abalone", Body="X,1,1,1,1,1,1,1", ContentType="text/csv")
    raise AssertionError("an unseen label was predicted")
except runtime.exceptions.ModelError as error:
    assert error.response["OriginalStatusCode"] == 400, error.response
    assert error.response["OriginalMessage"], error.response
    assert error.response["LogStreamArn"].endswith(":log-group:/aws/sagemaker/Endpoints/abalone"), error.response
    assert "from container-1 with message" in error.response["Error"]["Message"], error.response
try:
    runtime.invoke_endpoint(EndpointName="nobody", Body=b"")
    raise AssertionError("an endpoint that is not there answered")
except runtime.exceptions.ValidationError as error:
    assert error.response["Error"]["Message"] == "Endpoint nobody of account 000000000000 not found."

# Descriptions, lists, tags
described = sagemaker.describe_model(ModelName="abalone")
assert described["ModelName"] == "Abalone" and len(described["Containers"]) == 2, described
assert described["EnableNetworkIsolation"] is False
assert sagemaker.describe_endpoint(EndpointName="abalone")["EndpointStatus"] == "InService"
for n in range(12):
    sagemaker.create_endpoint_config(EndpointConfigName=f"config-{n}", ProductionVariants=[variant])
pages = sagemaker.get_paginator("list_endpoint_configs").paginate(
    NameContains="config-", SortBy="Name", SortOrder="Ascending", PaginationConfig={"PageSize": 5}
)
names = [config["EndpointConfigName"] for page in pages for config in page["EndpointConfigs"]]
assert names == sorted(f"config-{n}" for n in range(12)), names
tags = [tag for page in sagemaker.get_paginator("list_tags").paginate(ResourceArn=created["ModelArn"]) for tag in page["Tags"]]
assert tags == [{"Key": "team", "Value": "shellfish"}], tags

# Refusals
with refused("ValidationException", f'Cannot create already existing model "{arn("model", "abalone")}".'):
    sagemaker.create_model(ModelName="Abalone", PrimaryContainer={"Image": "x"})
with refused("ValidationException", f'Could not find endpoint configuration "{arn("endpoint-config", "nothing")}".'):
    sagemaker.create_endpoint(EndpointName="other", EndpointConfigName="nothing")
with refused(
    "ValidationException",
    "1 validation error detected: Value '500' at 'maxResults' failed to satisfy constraint: "
    "Member must have value less than or equal to 100",
):
    sagemaker.list_models(MaxResults=500)
with refused("UnknownOperationException"):
    sagemaker.list_domains()

# Update, weights, end
sagemaker.create_endpoint_config(
    EndpointConfigName="two", ProductionVariants=[variant, {**variant, "VariantName": "Other", "InitialVariantWeight": 0.0}]
)
sagemaker.update_endpoint(EndpointName="abalone", EndpointConfigName="two")
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="abalone", WaiterConfig=soon)
answer = runtime.invoke_endpoint(EndpointName="abalone", Body=row, ContentType="text/csv", TargetVariant="Other")
assert answer["InvokedProductionVariant"] == "Other" and float(answer["Body"].read()) == prediction
sagemaker.update_endpoint_weights_and_capacities(
    EndpointName="abalone", DesiredWeightsAndCapacities=[{"VariantName": "Other", "DesiredWeight": 2, "DesiredInstanceCount": 2}]
)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName="abalone", WaiterConfig=soon)
other = sagemaker.describe_endpoint(EndpointName="abalone")["ProductionVariants"][1]
assert (other["CurrentWeight"], other["CurrentInstanceCount"]) == (2, 2), other
sagemaker.delete_endpoint(EndpointName="abalone")
sagemaker.get_waiter("endpoint_deleted").wait(EndpointName="abalone", WaiterConfig=soon)
sagemaker.delete_endpoint_config(EndpointConfigName="two")
sagemaker.delete_model(ModelName="Abalone")
with refused("ValidationException", f'Could not find model "{arn("model", "abalone")}".'):
    sagemaker.describe_model(ModelName="Abalone")
