"""`/asyncapi.json` and `/schemas/<name>.json`: the contract of published events, for whoever asks."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from concord.contract import FOLDER

SCHEMA_TYPE = "application/schema+json"
ASYNCAPI_TYPE = "application/vnd.aai.asyncapi+json;version=3.0.0"
HEADERS = {"access-control-allow-origin": "*", "cache-control": "public, max-age=300"}
"""Tools in a browser (AsyncAPI Studio) read it too; nothing in it is secret."""


def contract() -> list[HTTPRouteHandler]:
    """Route handlers over the files as they were when the process started."""
    document = (FOLDER / "asyncapi.json").read_bytes()
    schemas = {file.name: file.read_bytes() for file in (FOLDER / "schemas").glob("*.json")}

    @get("/asyncapi.json", include_in_schema=False, sync_to_thread=False)
    def asyncapi() -> Response[bytes]:
        return Response(document, media_type=ASYNCAPI_TYPE, headers=HEADERS)

    @get("/schemas/{name:str}", include_in_schema=False, sync_to_thread=False)
    def schema(name: FromPath[str]) -> Response[bytes]:
        if name not in schemas:
            raise NotFoundException(f"There is no schema {name[:100]}: /asyncapi.json lists all.")
        return Response(schemas[name], media_type=SCHEMA_TYPE, headers=HEADERS)

    return [asyncapi, schema]
