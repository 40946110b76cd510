"""`POST /oauth/token`: a service account gets a short-lived token by its secret (RFC 6749, 4.4)."""

import asyncio
import base64
import binascii
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler

from concord.api.language import negotiate
from concord.api.rates import PER_PEER, Buckets, Rate, TooOften
from concord.commanding import Message
from concord.identity import issue_service_token
from concord.identity.accounts import ServiceAccounts
from concord.identity.issuing import SERVICE_LIFETIME
from concord.server.services import Services
from concord.tenancy import TenantState

PATH = "/oauth/token"
MAX_BODY = 8_192
PER_CLIENT = Rate(per_second=0.5, burst=10)
"""Questions with one client id, right or wrong: a token is good for ten minutes."""
AT_ONCE = 2
"""Secrets looked at at a time: each costs some 40 ms of a core and 16 MiB."""

NOT_A_REQUEST = Message(
    "请以表单发送 grant_type=client_credentials，并以 Basic 认证或 client_id、client_secret 表明身份",
    "Send grant_type=client_credentials as a form, with Basic authentication or client_id and client_secret",
)
OTHER_GRANT = Message("只支持 client_credentials", "client_credentials is the only grant here")
UNKNOWN_CLIENT = Message("客户端编号或密钥不对", "Client id or secret is wrong")
TENANT_SUSPENDED = Message("租户已停用", "The tenant is suspended")


class Failed(Exception):
    """With an error code of RFC 6749, 5.2."""

    def __init__(self, code: str, message: Message, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.message, self.status = code, message, status


class _Client(NamedTuple):
    tenant: str
    name: str
    secret: str


def token_routes(services: Services) -> list[HTTPRouteHandler]:
    """The handler."""
    peers, clients = Buckets(PER_PEER), Buckets(PER_CLIENT)
    accounts = ServiceAccounts(services.pool)
    looking = asyncio.Semaphore(AT_ONCE)

    @post(PATH, status_code=200, include_in_schema=False, request_max_body_size=MAX_BODY)
    async def token(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            peers.take(request.client.host if request.client else "")
            client = _client(request.headers, await request.body())
            clients.take((client.tenant, client.name))
            async with looking:
                return _answer(200, await _issued(services, accounts, client))
        except TooOften as error:
            told = _told("slow_down", error.sentence("en"), error.sentence(_language(request)))
            return _answer(429, told, {"retry-after": str(error.seconds)})
        except Failed as failed:
            told = _told(failed.code, failed.message.en, getattr(failed.message, _language(request)))
            headers = {"www-authenticate": 'Basic realm="concord"'} if failed.status == 401 else {}
            return _answer(failed.status, told, headers)

    return [token]


def _told(code: str, english: str, sentence: str) -> dict[str, str]:
    """`error_description` is ASCII (RFC 6749, 5.2); `message` says the same in the caller's language."""
    return {"error": code, "error_description": english, "message": sentence}


async def _issued(services: Services, accounts: ServiceAccounts, client: _Client) -> dict[str, object]:
    tenant = await services.tenants.by_code(client.tenant)
    if tenant is None:
        raise Failed("invalid_client", UNKNOWN_CLIENT, 401)
    standing = await accounts.opened_by(tenant.id, client.name, client.secret)
    if standing is None:
        raise Failed("invalid_client", UNKNOWN_CLIENT, 401)
    if tenant.state is TenantState.SUSPENDED:
        raise Failed("unauthorized_client", TENANT_SUSPENDED, 403)
    text = issue_service_token(services.settings.keys, tenant.code, client.name, standing)
    return {"access_token": text, "token_type": "Bearer", "expires_in": int(SERVICE_LIFETIME.total_seconds())}


def _client(headers: Any, body: bytes) -> _Client:
    if (
        headers.get("content-type", "").partition(";")[0].strip().lower()
        != "application/x-www-form-urlencoded"
    ):
        raise Failed("invalid_request", NOT_A_REQUEST)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Failed("invalid_request", NOT_A_REQUEST) from None
    form = dict(pairs)
    if len(form) < len(pairs) or "grant_type" not in form:  # a member given twice: RFC 6749, 3.2
        raise Failed("invalid_request", NOT_A_REQUEST)
    if form["grant_type"] != "client_credentials":
        raise Failed("unsupported_grant_type", OTHER_GRANT)
    basic = _basic(headers.get("authorization", ""))
    if basic is not None and "client_secret" in form:  # two ways at once: RFC 6749, 2.3
        raise Failed("invalid_request", NOT_A_REQUEST)
    id_, secret = basic or (form.get("client_id", ""), form.get("client_secret", ""))
    tenant, dot, name = id_.partition(".")
    if not (dot and tenant and name and secret and len(id_) < 100):
        raise Failed("invalid_client", UNKNOWN_CLIENT, 401)
    return _Client(tenant, name, secret)


def _basic(header: str) -> tuple[str, str] | None:
    """Both parts are form-encoded within (RFC 6749, 2.3.1)."""
    scheme, _, given = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        id_, _, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise Failed("invalid_client", UNKNOWN_CLIENT, 401) from None
    return unquote_plus(id_), unquote_plus(secret)


def _answer(
    status: int, content: Mapping[str, object], headers: dict[str, str] | None = None
) -> Response[Any]:
    kept = {"cache-control": "no-store", **(headers or {})}
    body = msgspec.json.encode(content)
    return Response(body, media_type="application/json", status_code=status, headers=kept)


def _language(request: Request[Any, Any, Any]) -> str:
    return negotiate(request.headers.get("accept-language"))
