import hashlib
import io
import os
import time
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from common import refused

s3 = boto3.client("s3")
bucket = "interop"

# Buckets
s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
with refused("BucketAlreadyOwnedByYou"):
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
assert s3.head_bucket(Bucket=bucket)["BucketRegion"] == "us-west-2"
assert [b["Name"] for b in s3.list_buckets()["Buckets"]] == [bucket]
assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] == "us-west-2"
with refused("404"):
    s3.head_bucket(Bucket="no-such-bucket")
with refused("403"):
    s3.head_bucket(Bucket=bucket, ExpectedBucketOwner="999999999999")

# Objects: bytes, streams, odd keys, metadata, checksums
for key in ["plain.csv", "a b+c%20/é日本😀", "<&\">'", "tab\tnew\nline\r", "a//b", "trailing/"]:
    body = key.encode() * 100
    put = s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="text/x", Metadata={"k": "v"})
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    assert put["ChecksumCRC32"]
    got = s3.get_object(Bucket=bucket, Key=key)
    assert got["Body"].read() == body
    assert (got["ContentType"], got["Metadata"]) == ("text/x", {"k": "v"})
listed = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]]
assert listed == sorted(listed, key=lambda key: key.encode()), listed
assert "tab\tnew\nline\r" in listed and "a b+c%20/é日本😀" in listed
for algorithm in ["SHA1", "SHA256", "CRC32"]:
    s3.put_object(Bucket=bucket, Key="sum", Body=b"x" * 1000, ChecksumAlgorithm=algorithm)
    assert s3.head_object(Bucket=bucket, Key="sum", ChecksumMode="ENABLED")[f"Checksum{algorithm}"]
s3.upload_fileobj(io.BytesIO(b"from a stream"), bucket, "stream")
assert s3.get_object(Bucket=bucket, Key="stream", Range="bytes=5-")["Body"].read() == b"a stream"
with refused("NoSuchKey", "The specified key does not exist."):
    s3.get_object(Bucket=bucket, Key="nothing")
with refused("404"):
    s3.head_object(Bucket=bucket, Key="nothing")
with refused("InvalidRange"):
    s3.get_object(Bucket=bucket, Key="stream", Range="bytes=100-")
with refused("PreconditionFailed"):
    s3.put_object(Bucket=bucket, Key="stream", Body=b"", IfNoneMatch="*")
with refused("304"):
    s3.get_object(Bucket=bucket, Key="stream", IfNoneMatch=s3.head_object(Bucket=bucket, Key="stream")["ETag"])

# The transfer manager: parts up, ranges down, a copy in parts
big = os.urandom(20 * 1024 * 1024 + 5)
s3.upload_fileobj(io.BytesIO(big), bucket, "big", ExtraArgs={"ContentType": "x/y"})
assert s3.head_object(Bucket=bucket, Key="big")["ETag"].endswith('-3"')
down = io.BytesIO()
s3.download_fileobj(bucket, "big", down)
assert down.getvalue() == big
s3.copy({"Bucket": bucket, "Key": "big"}, bucket, "copy", Config=TransferConfig(multipart_threshold=8 * 1024 * 1024))
assert s3.get_object(Bucket=bucket, Key="copy")["Body"].read() == big
s3.copy_object(Bucket=bucket, Key="small copy", CopySource={"Bucket": bucket, "Key": "a b+c%20/é日本😀"})
assert s3.head_object(Bucket=bucket, Key="small copy")["Metadata"] == {"k": "v"}

# Listing by folder and page
for index in range(25):
    s3.put_object(Bucket=bucket, Key=f"pages/{index % 5}/{index}", Body=b"")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="pages/", PaginationConfig={"PageSize": 4})
assert len([item for page in pages for item in page["Contents"]]) == 25
pages = s3.get_paginator("list_objects").paginate(Bucket=bucket, Prefix="pages/", Delimiter="/", PaginationConfig={"PageSize": 2})
assert [p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])] == [f"pages/{i}/" for i in range(5)]

# Presigned URLs: the older signature where boto3 still makes it, and the newer one
for region, version in [("us-east-1", None), ("us-west-2", "s3v4"), ("eu-south-1", None)]:
    client = boto3.client("s3", region_name=region, config=Config(signature_version=version))
    url = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a b+c%20/é日本😀", "ResponseContentType": "text/z"}, ExpiresIn=60)
    assert ("AWSAccessKeyId=" in url) == (region == "us-east-1"), url
    with urllib.request.urlopen(url) as reply:
        assert reply.headers["Content-Type"] == "text/z"
        assert reply.read() == "a b+c%20/é日本😀".encode() * 100
    url = client.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": f"by {region}"}, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(url, data=b"put by url", method="PUT", headers={"Content-Type": ""})).read()
    assert s3.get_object(Bucket=bucket, Key=f"by {region}")["Body"].read() == b"put by url"

# The resource interface, and cleaning up
resource = boto3.resource("s3").Bucket(bucket)
with refused("BucketNotEmpty"):
    resource.delete()
resource.objects.all().delete()
assert list(resource.objects.all()) == []
resource.delete()
