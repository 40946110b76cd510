"""`/graphql` over HTTP: POST with JSON, answers or streams; GET gives the IDE where it is served."""

import base64
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar

import msgspec
from cross_web import HTTPException
from litestar import Request, Response, WebSocket, get, post, websocket
from litestar.exceptions import HTTPException as LitestarHTTPException
from litestar.types import Dependencies, ExceptionHandlersMap
from strawberry.exceptions import MissingQueryError
from strawberry.http import GraphQLRequestData
from strawberry.litestar.controller import GraphQLController
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from concord.api.authenticating import Gate
from concord.api.context import Session
from concord.api.ending import until
from concord.api.errors import ErrorCode
from concord.api.language import negotiate
from concord.api.quota import headers as quota_headers
from concord.api.refusing import ONE_OPERATION, ONLY_POST, TOO_LARGE, refused, unreadable
from concord.api.sockets import MAX_SUBSCRIPTIONS, Socket
from concord.api.wire import Wire
from concord.telemetry import correlated

PATH = "/graphql"
CORRELATION = "x-correlation-id"


class NotOneOperation(Exception):
    """The body is JSON, but no object."""


def _failed(request: Request[Any, Any, Any], error: LitestarHTTPException) -> Response[Any]:
    language = negotiate(request.headers.get("accept-language"))
    if error.status_code == 413:
        return refused(ErrorCode.LIMIT_EXCEEDED, TOO_LARGE, language, 413)
    return unreadable(error.detail, language, error.status_code)


def _of(page: str) -> str:
    """A policy under which a browser runs this page's own script and no other (W3C CSP Level 3)."""
    script = page.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


async def departed(request: Request[Any, Any, Any]) -> None:
    """Returns when the client has closed the connection. The request's body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class ApiController(GraphQLController[Session, None]):
    """Strawberry's controller without its thread hop, its JSON encoder, GET queries and the old protocol."""

    path = PATH
    gate: ClassVar[Gate]
    ide: ClassVar[str | None]
    """HTML of the IDE, or None where it is not served."""
    protocols = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL)
    allow_queries_via_get = False
    max_subscriptions_per_connection = MAX_SUBSCRIPTIONS
    graphql_transport_ws_handler_class = Socket
    websocket_adapter_class = Wire
    connection_init_wait_timeout = timedelta(seconds=10)
    exception_handlers: ExceptionHandlersMap = {LitestarHTTPException: _failed}  # noqa: RUF012
    dependencies: ClassVar[Dependencies] = {}  # type: ignore[misc]

    @get(include_in_schema=False)
    async def handle_http_get(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """The IDE for browsers; never a query: following a link would be enough to run it."""
        if (
            self.ide is not None
            and "text/html" in request.headers.get("accept", "")
            and not request.query_params
        ):
            return Response(
                self.ide, media_type="text/html", headers={"content-security-policy": _of(self.ide)}
            )
        language = negotiate(request.headers.get("accept-language"))
        response = refused(ErrorCode.BAD_USER_INPUT, ONLY_POST, language, 405)
        response.headers["allow"] = "POST"
        return response

    @post(status_code=200, include_in_schema=False)
    async def handle_http_post(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """One operation; with `Accept: text/event-stream` its results as they come."""
        session = await self.gate.of_request(request)
        session.departed = lambda: departed(request)
        with correlated(**session.bound()):
            response = await self._answer(request, session)
        response.headers[CORRELATION] = str(session.correlation)
        response.headers.update(quota_headers(session.left, session.retry_after))
        if session.retry_after is not None:
            response.status_code = 429
        return response

    @websocket()
    async def websocket_endpoint(self, socket: WebSocket[Any, Any, Any]) -> None:
        """Operations over `graphql-transport-ws`."""
        await self.run(socket, context=self.gate.of_socket(socket), root_value=None)

    async def on_ws_connect(self, context: Session) -> Any:
        """Lets a socket in by its header or by the payload of `connection_init`."""
        return await self.gate.admit(context)

    async def get_sub_response(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """Strawberry keeps one on the controller, which all requests share."""
        return Response({})

    async def create_streaming_response(
        self,
        request: Request[Any, Any, Any],
        stream: Callable[[], AsyncIterator[str]],
        sub_response: Response[Any],
        headers: Mapping[str, str],
    ) -> Response[Any]:
        """A stream that ends when the process is to stop, or the client is too slow."""
        stopping, language = self.gate.stopping, negotiate(request.headers.get("accept-language"))
        return await super().create_streaming_response(
            request, lambda: until(stopping, stream(), language), sub_response, headers
        )

    async def execute_single(  # type: ignore[override]
        self, *, request_data: GraphQLRequestData, context: Session, **_: Any
    ) -> ExecutionResult:
        """A query or a mutation; a subscription needs a transport that can stream."""
        return await self.schema.execute(
            request_data.query,
            variable_values=request_data.variables,
            context_value=context,
            operation_name=request_data.operation_name,
            operation_extensions=request_data.extensions,
            allowed_operation_types={OperationType.QUERY, OperationType.MUTATION},
        )

    def decode_json(self, data: str | bytes) -> dict[str, Any]:
        """An object and nothing else: batches are refused. msgspec is five times as fast as `json`, whose
        errors Strawberry expects."""
        try:
            return msgspec.json.decode(data, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from error

    def parse_json(self, data: str | bytes) -> Any:
        """The body of a request. Raises `NotOneOperation` for a batch or any other JSON but an object."""
        try:
            return super().parse_json(data)
        except HTTPException:
            with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                msgspec.json.decode(data)
                raise NotOneOperation from None
            raise

    def encode_json(self, data: object) -> bytes:
        return msgspec.json.encode(data)

    async def _answer(self, request: Request[Any, Any, Any], session: Session) -> Response[Any]:
        try:
            return await self.run(request, context=session, root_value=None)
        except NotOneOperation:
            return refused(ErrorCode.BAD_USER_INPUT, ONE_OPERATION, session.language, 400)
        except HTTPException as error:
            reason = error.reason
        except (MissingQueryError, CannotGetOperationTypeError):
            reason = "there is no operation to run"
        except InvalidOperationTypeError:
            reason = "subscriptions need a WebSocket or `Accept: text/event-stream`"
        return unreadable(reason, session.language, 400)
