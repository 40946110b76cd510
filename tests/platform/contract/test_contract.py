"""The schemas are valid, describe what is published, and the document is AsyncAPI."""

import json
import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from jsonschema import Draft7Validator, Draft202012Validator
from litestar import Litestar

from concord.contract import FOLDER, load
from concord.demo.tenants import TOWNS
from concord.server.contract import contract

SCHEMAS = load("schemas")
EXAMPLES = load("examples")
DOCUMENT = json.loads((FOLDER / "asyncapi.json").read_text("utf-8"))
SPECIFICATION = "@asyncapi/specs@6.11.1"


def validator(schema: Any) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


ENVELOPE = validator(json.loads((FOLDER / "schemas" / "cloudevent.json").read_text("utf-8")))


def check(message: dict[str, Any], entries: dict[str, Draft202012Validator]) -> None:
    """A message is a CloudEvent whose data is what its `dataschema` says."""
    ENVELOPE.validate(message)
    entries[message["type"]].validate(message["data"])
    assert message["dataschema"] == SCHEMAS[message["type"]]["$id"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_valid_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["title"] == name


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_event_says_in_both_languages_what_it_means(name: str) -> None:
    assert any("\u4e00" <= letter <= "\u9fff" for letter in SCHEMAS[name]["description"])


ONE_UNDER_ANOTHER = ("county", "town")
"""None of the demo's tenants stands under another: figures that go up were recorded of these."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_a_real_message(name: str) -> None:
    message = EXAMPLES[name]

    check(message, {name: validator(SCHEMAS[name])})
    assert message["data"]["tenant"] in {*(town.code for town in TOWNS), *ONE_UNDER_ANOTHER}
    assert int(message["sequence"]) == message["data"]["position"]


def test_every_event_has_a_channel_and_every_version_a_message() -> None:
    channels = {name: set(channel["messages"]) for name, channel in DOCUMENT["channels"].items()}

    assert set().union(*channels.values()) == set(SCHEMAS) == set(DOCUMENT["components"]["messages"])
    assert all(DOCUMENT["channels"][name]["address"] == f"evt.v1.{{tenant}}.{name}" for name in channels)


def test_every_file_that_the_document_names_is_there() -> None:
    files = set(references(DOCUMENT))

    assert len(files) > len(SCHEMAS)
    assert [name for name in files if not (FOLDER / name).exists()] == []


def references(value: Any) -> list[str]:
    """Targets of `$ref` outside the document."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return [one for one in own if not one.startswith("#")] + [
            one for name, member in value.items() if name != "examples" for one in references(member)
        ]
    return [one for member in value for one in references(member)] if isinstance(value, list) else []


@pytest.fixture(scope="session")
def specification(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """AsyncAPI's own schemas: of the folder that CONCORD_ASYNCAPI_SPECS names, or from npm."""
    folder = os.environ.get("CONCORD_ASYNCAPI_SPECS")
    if folder is None:
        made = tmp_path_factory.mktemp("specs")
        folder = str(made / "package")
        try:
            packed = ["npm", "pack", "--silent", "--fetch-retries=0", "--fetch-timeout=20000", SPECIFICATION]
            subprocess.run(packed, cwd=made, check=True, capture_output=True, timeout=180)
            subprocess.run(["tar", "xzf", *made.glob("*.tgz")], cwd=made, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"AsyncAPI's own schemas cannot be had here: {error}")
    file = Path(folder) / "schemas" / "3.0.0-without-$id.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


def test_the_document_is_valid_by_the_specifications_own_schema(specification: dict[str, Any]) -> None:
    asyncapi = Draft7Validator(specification)

    assert [f"{list(e.absolute_path)}: {e.message}" for e in asyncapi.iter_errors(DOCUMENT)] == []
    assert list(asyncapi.iter_errors({**DOCUMENT, "channels": {"x": {"adress": "y"}}})) != []


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    app = Litestar(route_handlers=contract(), openapi_config=None)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://concord") as opened:
        yield opened


async def test_the_contract_is_served_where_the_document_says(client: AsyncClient) -> None:
    answer = await client.get("/asyncapi.json")
    schema = await client.get("/schemas/tickets.TicketRaised.v1.json")

    assert answer.json() == DOCUMENT
    assert answer.headers["content-type"] == "application/vnd.aai.asyncapi+json;version=3.0.0"
    assert schema.json() == SCHEMAS["tickets.TicketRaised.v1"]
    assert schema.headers["content-type"].startswith("application/schema+json")


@pytest.mark.parametrize("path", ["/schemas/nothing.json", "/schemas/..%2fasyncapi.json", "/schemas/.."])
async def test_nothing_else_is_served(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
