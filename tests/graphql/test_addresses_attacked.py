"""Every address over HTTP, asked by another tenant and by who sends what is no request of ours."""

from typing import NamedTuple
from uuid import uuid4

import httpx
import pytest
from asking import Door
from founding import found, register
from knocking import head, raw
from sealing import sealed
from specimens import paper

from concord.api.addresses import ADDRESSES
from concord.identity import Role
from concord.tenancy import Tenant, Tenants

SECRET = "甲方机密"
METHODS = {name: name.split()[0] for name in ADDRESSES}


class Side(NamedTuple):
    """What a tenant has, by the kinds of names that addresses take."""

    code: str
    file: str
    ticket: str
    subject: str


NOBODY = Side(
    "nobody-of-that-name",
    str(uuid4()),
    "VGlja2V0OjA5Nzc0ZjQ2LTU5ZGQtNDIzOC1hODYyLTBlOTQyMmFhMmJkZQ==",
    str(uuid4()),
)
"""What no tenant has."""


def place(name: str, side: Side) -> str:
    """Path and query of an address."""
    path = name.split()[1].replace("/ledgers/…/", f"/ledgers/{side.code}/")
    for part, value in (("{id}", side.file), ("{subject}", side.subject), ("{rest}", "entries/000.p/4")):
        path = path.replace(part, value)
    query = {"/files": f"?object={side.ticket}"}.get(path, "?format=xlsx" if path.endswith("/book") else "")
    return path.replace("{name}", "nothing.json") + query


@pytest.fixture(scope="module")
async def theirs(api: Door, projector, database, owner_pool, tmp_path_factory) -> Side:
    """A tenant with a sealed ledger, a ticket, a file on it and a person in it."""
    tenant = await Tenants(owner_pool).create(code="theirs", name=SECRET, division_code="", simulated=False)
    asker, subject = api.enter(tenant), str(uuid4())
    raiser = await register(asker, name=SECRET)
    told = {"title": SECRET, "description": SECRET, "contact": {"subject": subject, "name": SECRET}}
    told |= {"allianceId": await found(asker, [raiser, await register(asker)]), "raiserId": raiser}
    ticket = (await asker.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    sent = await asker.http.post(f"/files?object={ticket}", content=paper(), headers=asker.headers)
    await asker.done("ticketAttachEvidence", ticketId=ticket, fileId=sent.json()["fileId"], name=SECRET)
    await sealed(database.dsn("concord_sealer"), tmp_path_factory.mktemp("sealer"))
    return Side(tenant.code, sent.json()["fileId"], ticket, subject)


def told(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """What a client can tell answers apart by."""
    varying = ("date", "x-correlation-id")
    return answer.status_code, answer.content, {k: v for k, v in answer.headers.items() if k not in varying}


CLOSED = [name for name, one in ADDRESSES.items() if one.rule is not None]
"""Addresses of what is a tenant's own."""


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.HANDLER, Role.OPERATOR])
async def test_what_is_another_tenants_is_answered_as_what_nobody_has(
    api: Door, theirs: Side, tenant: Tenant, role: Role
):
    asker = api.enter(tenant, role)
    for name in CLOSED:
        foreign, nothing = [
            await api.http.request(METHODS[name], place(name, side), headers=asker.headers, content=paper())
            for side in (theirs, NOBODY)
        ]
        assert foreign.status_code in (403, 404), name
        assert told(foreign) == told(nothing), name
        assert SECRET.encode() not in foreign.content, name


async def test_their_own_may_ask(api: Door, theirs: Side, owner_pool):
    """Else the answers above would say nothing."""
    asker = api.enter(await Tenants(owner_pool).by_code(theirs.code))
    for name in CLOSED:
        if METHODS[name] == "GET" and "cosigned" not in name:  # no witness has signed
            got = await api.http.get(place(name, theirs), headers=asker.headers)
            assert got.status_code == 200, (name, got.text)


PATHS = (
    "/../../../../etc/passwd",
    "/%2e%2e/%2e%2e/graphql",
    "/..%2f..%2f..%2fpyproject.toml",
    "/%252e%252e%252f",
    "%00",
    "%00.json",
    "%ff%fe",
    "%c0%ae%c0%ae/",
    "\\..\\..\\",
    ";role=administrator",
    "//",
    "/" + "a" * 9_000,
    "/" * 3_000,
    "?tenant={code}&code={code}&organization=1&access_token=x&" + "x=1&" * 2_000,
    "?format=\x00&from=9999-99-99&disclose=maybe&object=%00&after=99999999999999999999",
    "?object={ticket}%00&after=-1&format=pdf&from=0001-01-01&to=0000-00-00",
)
"""What is set behind an address."""
HEADERS = (
    "X-Tenant: {code}",
    "X-Original-URL: /ledgers/{code}/tile/entries/000.p/4\r\nX-Rewrite-URL: /files/{file}",
    "X-HTTP-Method-Override: DELETE",
    "X-Forwarded-For: 127.0.0.1, ::1\r\nX-Forwarded-Host: {code}\r\nForwarded: for=127.0.0.1;host={code}",
    "Cookie: token=x; tenant={code}",
    "Concord-Role: ADMINISTRATOR\r\nConcord-Organization: \xff",
    "Accept-Language: " + "zh;q=0.1," * 3_000,
    "Range: bytes=" + "0-1," * 4_000,
    "Range: bytes=99999999999999999999999-",
    "If-None-Match: " + '"x",' * 4_000,
    "Accept-Encoding: gzip;q=nan, *;q=1e400",
    "Accept: text/event-stream, */*;q=\xff",
    "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 7\r\nSec-WebSocket-Key: x",
    "X-Correlation-Id: ../../{code}",
    "traceparent: 00-" + "f" * 400,
    "Authorization: Bearer " + "x." * 3_000,
    "Authorization: Basic AAAA\r\nAuthorization: Bearer x",
    "Last-Event-ID: {code}:1",
    "Expect: 100-continue\r\nContent-Length: 5",
)
BODIES = (
    ("Content-Length: 9999999999", b"x"),
    ("Transfer-Encoding: chunked", b"zz\r\n"),
    ("Transfer-Encoding: chunked", b"5\r\nab"),
    ("Transfer-Encoding: chunked", b"1;" + b"x" * 20_000 + b"\r\na\r\n0\r\n\r\n"),
    ("Transfer-Encoding: identity, chunked", b"0\r\n\r\n"),
    ("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 6", b"--x--\r\n"),
    ("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9", b"%00=%ff&=%"),
    ("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000", b"a&" * 4_500),
    ("Content-Encoding: gzip\r\nContent-Length: 4", b"\x1f\x8b\x08\x00"),
    ("Content-Type: application/json\r\nContent-Length: 3", b"\xff\xfe\xfd"),
)


def aimed(text: str, at: Side) -> str:
    """With their names in it."""
    return text.replace("{code}", at.code).replace("{file}", at.file).replace("{ticket}", at.ticket)


def harmless(answer: bytes, sent: object) -> None:
    """It was turned away, or served as to anybody: no fault, no trace, nothing of anybody else."""
    status = answer.partition(b"\r\n")[0]
    assert status == b"" or status.split()[1][:1] in b"1234", (sent, answer[:300])
    for hidden in (b"Traceback", b'File "', b"asyncpg", SECRET.encode()):
        assert hidden not in answer, (sent, answer[:300])


@pytest.mark.parametrize("name", ADDRESSES)
async def test_no_path_header_or_body_breaks_an_address(api: Door, theirs: Side, tenant: Tenant, name: str):
    token, path = api.token(tenant), place(name, theirs)

    async def send(more: str = "", behind: str = "", method: str = METHODS[name], body: bytes = b"") -> None:
        header, target = [aimed(one, theirs) for one in (more, path + behind)]
        sent = [head(token, *([header] if more else []), path=target, method=method), body]
        harmless(await raw(api.url, sent, whole=False), (method, target[:200], more[:200]))

    for behind in PATHS:
        await send(behind=behind)
    for header in HEADERS:
        await send(header)
    for header, body in BODIES:
        await send(header, "", "POST", body)
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G" * 500):
        await send(method=method)
    assert (await api.http.get("/live")).status_code == 200
