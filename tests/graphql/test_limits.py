"""What is too much, too often or not a request at all is answered with what would be right."""

import asyncio
import dataclasses
import gzip
import logging
from hashlib import sha256
from uuid import uuid4

import httpx
import orjson
import pytest
from asking import Asker, Door, served
from calling import call
from socketing import admitted, socket

from concord.api.context import Session
from concord.api.documents import TrustedDocuments
from concord.api.errors import ApiError
from concord.api.listening import Listener
from concord.api.places import Places
from concord.api.policy import SOCKETS_FULL, Policy
from concord.api.rates import PER_PEER, Rate, TooOften
from concord.api.schema import build_schema
from concord.identity import Role, Viewer, issue_token
from concord.server.app import create_app
from concord.server.services import Services, opened
from concord.settings import load
from concord.tenancy import Tenant


async def post(api: Door, asker: Asker, content: bytes, **headers: str) -> httpx.Response:
    return await api.http.post(
        "/graphql", content=content, headers=asker.headers | {"content-type": "application/json"} | headers
    )


@pytest.mark.parametrize(
    "document",
    [
        "{ me { role } " + "me { role } " * 300 + "}",
        "{ " + " ".join(f"a{n}: me {{ role }}" for n in range(16)) + " }",
        "{ alliances(first: 1) { nodes { members { organization { memberships { alliance { members {"
        " organization { memberships { alliance { members { tier } } } } } } } } } } } }",
        "mutation { "
        + "".join(f'a{n}: ticketClose(input: {{ticketId: "x"}}) {{ position }} ' for n in range(5))
        + "}",
        "{ alliances(first: 100) { nodes { members { organization { memberships { tier } } } } } }",
        "{ tickets(first: 1, filter: {statuses: [" + "RAISED " * 101 + "]}) { totalCount } }",
    ],
    ids=["tokens", "aliases", "depth", "mutations", "cost", "list"],
)
async def test_a_document_that_is_too_much_is_not_run(administrator: Asker, document: str):
    answer = await administrator.ask(document)
    assert answer.data is None
    assert answer.codes == ["LIMIT_EXCEEDED"]


async def test_a_list_in_a_variable_is_bounded_too(administrator: Asker):
    answer = await administrator.ask(
        "query ($f: TicketFilter) { tickets(first: 1, filter: $f) { totalCount } }",
        f={"statuses": ["RAISED"] * 101},
    )
    assert answer.codes == ["LIMIT_EXCEEDED"]


async def test_the_cost_is_told(administrator: Asker):
    answer = await administrator.ask("{ organizations(first: 10) { nodes { id name } } }")
    assert answer.extensions == {"cost": 1 + 1 + 10 * 2}


async def test_errors_of_the_client_are_told_and_not_logged(administrator: Asker, caplog):
    for document in ("{ me { nose } }", "{ me", "{ me { role }", "", "query ($x: Nose) { me { role } }"):
        answer = await administrator.ask(document)
        assert set(answer.codes) == {"BAD_USER_INPUT"}
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
    again = await administrator.ask("{ me { nose } }")
    assert again.errors[0]["message"] == "Cannot query field 'nose' on type 'Viewer'. Did you mean 'role'?"


async def test_the_same_wrong_document_is_told_to_each_in_its_language(administrator: Asker):
    chinese = Asker(administrator.http, administrator.token, "zh")
    for asker, beginning in ((chinese, "请求有误"), (administrator, "Cannot"), (chinese, "请求有误")):
        assert (await asker.ask("{ me { nosy } }")).errors[0]["message"].startswith(beginning)


async def test_a_fault_of_ours_shows_a_reference_and_no_trace(
    administrator: Asker, services: Services, monkeypatch
):
    async def broken(*_: object) -> int:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(services.store, "head", broken)
    answer = await administrator.ask("{ ledger { head } }")
    assert answer.codes == ["INTERNAL"]
    assert answer.errors[0]["extensions"]["reference"] in answer.errors[0]["message"]
    assert "secret" not in orjson.dumps(answer.errors).decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'[{"query": "{ me { role } }"}]',
        b'"{ me { role } }"',
        b"7",
        b"null",
        b"{}",
        b'{"query": 7}',
        b'{"query": null}',
        b'{"query": "{ me { role } }", "variables": []}',
        b'{"query": "{ me { role } }", "operationName": "other"}',
        b'{"query": "query a { me { role } } query b { me { role } }", "operationName": {"a": 1}}',
        b"[" * 10_000,
        b'{"query": "\xff"}',
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
async def test_what_is_no_request_is_answered_in_graphqls_form(api: Door, administrator: Asker, body: bytes):
    answer = await post(api, administrator, body)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("body", [b'[{"query": "{ me { role } }"}]', b"[]", b"null", b"7", b'"{ me }"'])
async def test_json_that_is_not_one_operation_is_told_apart_from_what_is_no_json(
    api: Door, administrator: Asker, body: bytes
):
    said = (await post(api, administrator, body)).json()["errors"][0]["message"]
    broken = (await post(api, administrator, b"[{")).json()["errors"][0]["message"]

    assert "one operation, as a JSON object {query" in said
    assert "batches are refused" in said
    assert "Unable to parse" in broken


async def test_of_several_operations_none_is_run_unless_it_is_named(api: Door, administrator: Asker):
    document = b"query a { me { role } } query b { ledger { head } }"
    unnamed = await post(api, administrator, b'{"query": "' + document + b'"}')
    named = await post(api, administrator, b'{"query": "' + document + b'", "operationName": "b"}')

    assert unnamed.json()["data"] is None
    assert unnamed.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert list(named.json()["data"]) == ["ledger"]


async def test_a_body_that_is_too_large_is_refused(api: Door, administrator: Asker):
    answer = await post(api, administrator, b'{"query": "' + b" " * (1 << 20) + b'"}')
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_only_json_is_read(api: Door, administrator: Asker):
    body = b'{"query": "{ me { role } }"}'
    form = await post(
        api, administrator, b"query={me{role}}", **{"content-type": "application/x-www-form-urlencoded"}
    )
    assert form.status_code == 400
    packed = await post(api, administrator, gzip.compress(body), **{"content-encoding": "gzip"})
    assert packed.status_code == 400


@pytest.mark.parametrize("path", ["/graphql?query={me{role}}", "/graphql", "/graphql?query="])
async def test_queries_by_get_are_refused(api: Door, administrator: Asker, path: str):
    answer = await api.http.get(path, headers=administrator.headers | {"accept": "application/json"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert "data" not in answer.text or answer.json()["data"] is None


async def test_a_browser_gets_the_ide(api: Door):
    answer = await api.http.get("/graphql", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "Concord 同心" in answer.text


async def test_a_correlation_id_is_taken_and_given_back(api: Door, administrator: Asker):
    mine = "3d9b1d5e-7a1c-4f0e-9a53-0c8d5a0e1f2a"
    body = b'{"query": "{ me { role } }"}'
    assert (await post(api, administrator, body, **{"x-correlation-id": mine})).headers[
        "x-correlation-id"
    ] == mine
    given = (await post(api, administrator, body, **{"x-correlation-id": "evil\tvalue"})).headers[
        "x-correlation-id"
    ]
    assert len(given) == len(mine)
    assert given != mine


async def test_somebody_unknown_who_knocks_too_often_is_turned_away(api: Door):
    knocks = (api.nobody().ask("{ __typename }") for _ in range(int(PER_PEER.burst) * 3))
    answers = await asyncio.gather(*knocks)
    assert "LIMIT_EXCEEDED" in {code for answer in answers for code in answer.codes}


async def test_a_user_and_a_tenant_have_each_their_rate(tenant: Tenant, simulated_tenant: Tenant):
    allowed = Policy(production=False, users=Rate(1, 2), tenants=Rate(2, 4))
    for buckets in allowed._buckets.values():
        buckets._clock = lambda: 0.0  # however slow the machine is
    assert [await _role(allowed, "a", tenant) for _ in range(3)] == [True, True, False]
    assert [await _role(allowed, "b", tenant) for _ in range(3)] == [True, True, False]
    assert not await _role(allowed, "c", tenant)
    assert await _role(allowed, "a", simulated_tenant)


async def _role(allowed: Policy, subject: str, tenant: Tenant) -> bool:
    return not (await _run(allowed, "{ me { role } }", Role.AUDITOR, tenant, subject)).errors


async def _run(allowed: Policy, document: str, role: Role, tenant: Tenant, subject: str = "a"):
    schema = build_schema(production=allowed.production)
    return await schema.execute(document, context_value=_session(allowed, tenant, role, subject))


def _session(allowed: Policy, tenant: Tenant, role: Role = Role.AUDITOR, subject: str = "a") -> Session:
    session = Session(None, Listener(""), None, allowed, "en", "")  # type: ignore[arg-type]
    subject = f"00000000-0000-0000-0000-00000000000{subject}"
    session.viewer = Viewer(tenant=tenant, subject=subject, role=role)
    return session


async def test_production_shows_its_schema_to_operators_only(database, services: Services, tenant: Tenant):
    environment = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(services.settings.data_dir),
        "CONCORD_DEMO": "no",
    }
    schema = "{ __schema { queryType { name } } }"
    async with (
        opened(load(environment)) as production,
        served(create_app(production)) as url,
        httpx.AsyncClient(base_url=url) as http,
    ):
        door = Door(http, url, services.settings.data_dir)
        assert (await door.nobody().ask(schema)).codes == ["FORBIDDEN"]
        assert (await door.enter(tenant).ask("{ me { role } }")).codes == ["UNAUTHENTICATED"]
        assert (await http.get("/graphql", headers={"accept": "text/html"})).status_code == 405
        assert (await http.get("/metrics")).status_code == 404
        for nosy in ("{ me { roles } }", "{ ticket(ids: 1) { id } }", "{ ... on Tickets { id } }"):
            answer = await door.nobody().ask(nosy)
            assert not [error for error in answer.errors if "Did you mean" in error["message"]]
            assert answer.codes


async def test_an_operator_sees_the_schema_in_production(tenant: Tenant):
    allowed = Policy(production=True)
    shown = [await _run(allowed, "{ __schema { queryType { name } } }", role, tenant) for role in Role]
    assert [role for role, result in zip(Role, shown, strict=True) if not result.errors] == [Role.OPERATOR]


async def test_introspection_is_open_where_the_ide_is(api: Door):
    assert (await api.nobody().ask("{ __schema { queryType { name } } }")).only == {
        "queryType": {"name": "Query"}
    }


async def test_only_trusted_documents_are_run_where_an_operator_says_so(tenant: Tenant, tmp_path):
    document = "{ me { role } }"
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "me.graphql").write_text(document)
    allowed = Policy(production=False, trusted=TrustedDocuments(tmp_path))
    schema = build_schema(production=False)
    named = {"persistedQuery": {"version": 1, "sha256Hash": sha256(document.encode()).hexdigest()}}

    async def run(query: str | None, extensions: dict | None = None):
        return await schema.execute(
            query, context_value=_session(allowed, tenant), operation_extensions=extensions
        )

    assert (await run(document)).data == {"me": {"role": "AUDITOR"}}
    assert (await run(None, named)).data == {"me": {"role": "AUDITOR"}}
    for query, extensions in (
        (document + " ", None),
        (document + " ", named),
        ("{ __schema { queryType { name } } }", None),
        (None, {"persistedQuery": {"sha256Hash": ["x"]}}),
        (None, {"persistedQuery": 7}),
        (None, None),
    ):
        (error,) = (await run(query, extensions)).errors
        assert error.extensions["code"] == "FORBIDDEN"


async def test_what_costs_much_counts_as_many(tenant: Tenant):
    allowed = Policy(production=False, users=Rate(1, 12))
    allowed._buckets["user"]._clock = lambda: 0.0
    session = _session(allowed, tenant)
    allowed.take(session)
    allowed.weigh(session, 1_100)
    assert session.left["user"].tokens == 1
    with pytest.raises(TooOften) as caught:
        allowed.weigh(session, 300)
    assert caught.value.seconds == 1
    assert session.left["user"].tokens == 1  # what was refused took nothing
    allowed.take(session)


async def test_headers_say_what_is_left_and_when_to_come_again(services: Services, tenant: Tenant):
    settings = dataclasses.replace(
        services.settings, user_rate=1, user_burst=3, tenant_rate=2, tenant_burst=20
    )
    app = create_app(dataclasses.replace(services, settings=settings))
    token = issue_token(settings.data_dir, tenant.code, Role.AUDITOR)
    headers = [(b"authorization", f"Bearer {token}".encode()), (b"content-type", b"application/json")]
    replies = [await call(app, body=b'{"query": "{ me { role } }"}', headers=headers) for _ in range(4)]

    assert [reply.status for reply in replies] == [200, 200, 200, 429]
    assert replies[0].headers["ratelimit-policy"] == '"user";q=3;w=3, "tenant";q=20;w=10'
    assert replies[0].headers["ratelimit"] == '"user";r=2;t=1, "tenant";r=19;t=1'
    assert "retry-after" not in replies[2].headers
    assert replies[3].headers["retry-after"] == "1"
    assert replies[3].headers["ratelimit"].startswith('"user";r=0;t=3')
    assert orjson.loads(replies[3].body)["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    tile = await call(app, f"/ledgers/{tenant.code}/checkpoint", method="GET", headers=headers[:1])
    assert (tile.status, tile.headers["retry-after"]) == (429, "1")


def test_places_are_given_back_also_by_who_failed(tenant: Tenant):
    places = Places(1, 2, SOCKETS_FULL)
    one, other, third = (_session(Policy(production=False), tenant, subject=who).viewer for who in "abc")
    with places.taken(one), places.taken(other):
        for viewer in (one, third):
            with pytest.raises(ApiError, match="LIMIT_EXCEEDED"), places.taken(viewer):
                pass
    with pytest.raises(RuntimeError), places.taken(one):
        raise RuntimeError
    with places.taken(one):
        pass
    assert not places._taken


async def test_subscriptions_and_sockets_of_one_user_have_an_end(services: Services, tenant: Tenant):
    settings = dataclasses.replace(services.settings, user_subscriptions=2, user_sockets=2)
    app = create_app(dataclasses.replace(services, settings=settings))
    token = issue_token(settings.data_dir, tenant.code, Role.AUDITOR, subject=uuid4())
    async with served(app) as url, admitted(url, token) as first, admitted(url, token) as second:
        for number in "123":
            await first.subscribe("subscription { ledgerEntries { position } }", number)
        message = await first.receive()
        assert message["id"] == "3"
        assert message["payload"]["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
        async with socket(url, token) as third:
            assert (await third.closed())[0] == 4429
        await second.subscribe("{ me { role } }")
        assert (await second.next()) == {"role": "AUDITOR"}
