import boto3

role = boto3.client("iam").get_role(RoleName="SageMakerRole")["Role"]
assert role["Arn"] == "arn:aws:iam::000000000000:role/SageMakerRole", role
assert role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {"Service": "sagemaker.amazonaws.com"}, role
