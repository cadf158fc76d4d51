from contextlib import contextmanager

from botocore.exceptions import ClientError


@contextmanager
def refused(code, message=None):
    """Expects an error of AWS with this code, and this text where one is given."""
    try:
        yield
    except ClientError as error:
        got = error.response["Error"]
        assert got["Code"] == code, got
        assert message is None or got["Message"] == message, got
    else:
        raise AssertionError(f"expected {code}")
