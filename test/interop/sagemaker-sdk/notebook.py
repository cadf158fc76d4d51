"""AWS's sample of an inference pipeline (SparkML and XGBoost on abalone), with SageMaker's Python SDK as it is.

The notebook's steps from training to batch transform; the Spark job's products are the sample's archives. Nothing in the SDK is
changed: only AWS_ENDPOINT_URL leads it here, and the role is an ARN, since role names would be looked up elsewhere.
"""

import contextlib
import io
import json
import pathlib
import sys

import boto3
import sagemaker
from sagemaker import image_uris
from sagemaker.deserializers import CSVDeserializer
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.pipeline import PipelineModel
from sagemaker.predictor import Predictor
from sagemaker.serializers import CSVSerializer, JSONSerializer
from sagemaker.sparkml.model import SparkMLModel

root = pathlib.Path(sys.argv[1])
example = root / "examples" / "abalone"
fixture = root / "fixtures" / "pipelines" / "abalone"
role = "arn:aws:iam::000000000000:role/service-role/kakehi"
bucket = "sdk-abalone"

boto_session = boto3.Session()
region = boto_session.region_name
boto_session.resource("s3").create_bucket(
    Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region}
)
session = sagemaker.Session(boto_session, default_bucket=bucket)

features = (fixture / "features.csv").read_text().split()
labels = (fixture / "predictions.csv").read_text().split()
rows = [f"{label},{row}" for label, row in zip(labels, features)]
pathlib.Path("train.csv").write_text("\n".join(rows[:160]) + "\n")
pathlib.Path("validation.csv").write_text("\n".join(rows[160:]) + "\n")
train = session.upload_data("train.csv", bucket, "abalone/train")
validation = session.upload_data("validation.csv", bucket, "abalone/validation")

estimator = Estimator(
    image_uri=image_uris.retrieve("xgboost", region, "1.7-1"),
    role=role,
    instance_count=1,
    instance_type="ml.m5.xlarge",
    output_path=f"s3://{bucket}/abalone/xgboost_model",
    sagemaker_session=session,
    hyperparameters=dict(objective="reg:squarederror", eta=0.2, gamma=4, max_depth=5, num_round=10, min_child_weight=6),
)
logs = io.StringIO()
with contextlib.redirect_stdout(logs):
    estimator.fit({name: TrainingInput(uri, content_type="text/csv") for name, uri in
                   [("train", train), ("validation", validation)]}, logs=True)
text = logs.getvalue()
assert "#011validation-rmse:" in text or "\tvalidation-rmse:" in text, text
assert "[9]" in text, text
job = session.describe_training_job(estimator.latest_training_job.name)
assert job["TrainingJobStatus"] == "Completed", job
assert {"train:rmse", "validation:rmse"} <= {metric["MetricName"] for metric in job["FinalMetricDataList"]}, job

sparkml = SparkMLModel(
    model_data=session.upload_data(str(example / "sparkml.tar.gz"), bucket, "abalone/mleap"),
    role=role,
    sagemaker_session=session,
    env={"SAGEMAKER_SPARKML_SCHEMA": json.dumps(json.loads((example / "schema.json").read_text()))},
)
xgboost = Model(model_data=estimator.model_data, image_uri=estimator.image_uri, role=role, sagemaker_session=session)
pipeline = PipelineModel(
    name="inference-pipeline", role=role, models=[sparkml, xgboost], sagemaker_session=session
)
pipeline.deploy(initial_instance_count=1, instance_type="ml.c4.xlarge", endpoint_name="inference-pipeline-ep")

row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255"
by_csv = Predictor("inference-pipeline-ep", session, CSVSerializer(), CSVDeserializer()).predict(row)
rings = float(by_csv[0][0])
assert 4 < rings < 25, by_csv
by_json = Predictor("inference-pipeline-ep", session, JSONSerializer(), CSVDeserializer())
values = [row.split(",")[0], *map(float, row.split(",")[1:])]
assert by_json.predict({"data": values}) == by_csv
by_json.delete_endpoint()

pathlib.Path("batch.csv").write_text((fixture / "input.csv").read_text())
batch = session.upload_data("batch.csv", bucket, "batch")
transformer = sagemaker.transformer.Transformer(
    model_name="inference-pipeline",
    instance_count=1,
    instance_type="ml.m5.xlarge",
    strategy="SingleRecord",
    assemble_with="Line",
    output_path=f"s3://{bucket}/batch_output",
    accept="text/csv",
    sagemaker_session=session,
)
with contextlib.redirect_stdout(io.StringIO()):
    transformer.transform(batch, content_type="text/csv", split_type="Line", wait=True, logs=True)
output = boto_session.client("s3").get_object(Bucket=bucket, Key="batch_output/batch.csv.out")["Body"].read().decode()
predictions = [float(line) for line in output.split()]
assert len(predictions) == 200, output[:200]
assert predictions[0] > 0
pipeline.delete_model()
print("the notebook ran to its end")
