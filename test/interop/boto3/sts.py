import os

import boto3
from common import refused

sts = boto3.client("sts")
identity = sts.get_caller_identity()
assert identity["Account"] == "000000000000", identity
assert identity["Arn"] == "arn:aws:sts::000000000000:assumed-role/kakehi/default", identity

with refused("InvalidClientTokenId", "The security token included in the request is invalid."):
    boto3.client("sts", aws_access_key_id="AKIASOMEONE", aws_secret_access_key="x").get_caller_identity()
with refused("SignatureDoesNotMatch"):
    boto3.client("sts", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key="x").get_caller_identity()
with refused("InvalidAction", "Could not find operation GetSessionToken for version 2011-06-15"):
    sts.get_session_token()
