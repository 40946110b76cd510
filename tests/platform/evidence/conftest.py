"""A folder and a bucket of a real S3-compatible server; files of every kind."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import boto3
import pytest
from moto.server import ThreadedMotoServer

from concord.evidence.stores.bucket import Bucket
from concord.evidence.stores.folder import Folder


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3-compatible server of this run."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in (
        ("AWS_ENDPOINT_URL", s3),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
    ):
        monkeypatch.setenv(name, value)
    name = f"evidence-{token_hex(4)}"
    boto3.client("s3", endpoint_url=s3, region_name="us-east-1").create_bucket(Bucket=name)
    return Bucket(f"s3://{name}/concord")


@pytest.fixture(params=["folder", "bucket"])
def files_in(request: pytest.FixtureRequest, tmp_path: Path) -> Folder | Bucket:
    """Each of the stores, one after the other."""
    if request.param == "folder":
        return Folder(tmp_path / "files")
    made: Bucket = request.getfixturevalue("bucket")
    return made
