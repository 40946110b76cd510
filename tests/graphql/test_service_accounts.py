"""Machines of a tenant: secrets that rotate, short-lived tokens, and an end within the stated bound."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import jwt
import pytest
from asking import Asker, Door, served
from founding import register
from socketing import admitted

from concord.api import tokens
from concord.api.rates import Rate
from concord.identity import Role
from concord.server.app import create_app
from concord.tenancy import Tenant
from concord.tenancy.tenants import FRESH

BOUND = 2.0
"""Seconds after which every process refuses what was revoked, as the documents say."""
SLACK = 2.0
FOLLOW = "subscription { ledgerEntries { position } }"
LISTED = "{ organizations(first: 1) { totalCount } }"
SHOWN = "serviceAccount { name clientId role secrets lastUsedAt revokedAt version } secret"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask more often than a machine does; the limit has a test of its own."""
    monkeypatch.setattr(tokens, "PER_CLIENT", Rate(per_second=1_000, burst=1_000))


async def create(
    administrator: Asker, name: str = "county-board", role: str = "SECRETARY", **more: str
) -> dict:
    return await administrator.done("serviceAccountCreate", SHOWN, name=name, role=role, **more)


async def ask(api: Door, client: str, secret: str, **form: str) -> httpx.Response:
    data = {"grant_type": "client_credentials", **form}
    return await api.http.post("/oauth/token", auth=(client, secret), data=data)


async def token_of(api: Door, made: dict) -> str:
    answer = await ask(api, made["serviceAccount"]["clientId"], made["secret"])
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["token_type"], found["expires_in"]) == ("Bearer", 600)
    return found["access_token"]


async def test_a_machine_gets_a_token_and_is_seen_in_what_it_does(
    api: Door, administrator: Asker, tenant: Tenant
):
    made = await create(administrator)
    assert made["serviceAccount"]["clientId"] == f"{tenant.code}.county-board"
    machine = Asker(api.http, await token_of(api, made))
    me = (await machine.ask("{ me { actor role organization { id } standings { role } } }")).only
    assert (me["actor"], me["role"]) == ("service:county-board", "SECRETARY")

    await register(machine)
    entry = (await administrator.ask("{ ledger { entry(position: 1) { actor role } } }")).only["entry"]
    assert entry == {"actor": "service:county-board", "role": "secretary"}
    listed = (await administrator.ask("{ serviceAccounts { name lastUsedAt secrets } }")).only
    assert listed[0]["lastUsedAt"] is not None


async def test_nothing_of_a_secret_is_kept(api: Door, administrator: Asker, tenant: Tenant, database):
    import asyncpg

    made = await create(administrator)
    assert len(base64.urlsafe_b64decode(made["secret"].split("_", 2)[2] + "=")) == 32
    connection = await asyncpg.connect(database.superuser)
    try:
        for table in ("service_account", "service_secret", "access_change", "standing"):
            kept = await connection.fetchval(f"select string_agg(t::text, ' ') from concord.{table} t")
            assert made["secret"].split("_", 2)[2] not in (kept or "")
        row = await connection.fetchrow(
            "select salt, hash from concord.service_secret where tenant_id = $1", tenant.id
        )
        assert (len(row["salt"]), len(row["hash"])) == (16, 32)
    finally:
        await connection.close()


async def test_two_secrets_are_good_while_one_is_rotated(api: Door, administrator: Asker):
    first = await create(administrator)
    name, client = "county-board", first["serviceAccount"]["clientId"]
    second = await administrator.done("serviceAccountRotate", SHOWN, name=name)
    assert second["serviceAccount"]["secrets"] == 2
    for made in (first, second):
        assert (await ask(api, client, made["secret"])).status_code == 200

    third = await administrator.done("serviceAccountRotate", SHOWN, name=name, overlapHours=1)
    assert third["serviceAccount"]["secrets"] == 2
    codes = [(await ask(api, client, one["secret"])).status_code for one in (first, second, third)]
    assert codes == [401, 200, 200]

    last = await administrator.done("serviceAccountRotate", SHOWN, name=name, overlapHours=0)
    codes = [(await ask(api, client, one["secret"])).status_code for one in (second, third, last)]
    assert codes == [401, 401, 200]


async def test_a_secret_is_given_once_and_a_name_for_ever(api: Door, administrator: Asker):
    command = str(uuid4())
    first = await create(administrator, commandId=command)
    again = await create(administrator, commandId=command)
    assert first["secret"]
    assert again["secret"] is None
    assert await administrator.refused(
        "serviceAccountCreate", name="other", role="AUDITOR", commandId=command
    ) == ("COMMAND_REUSED")
    await administrator.done("serviceAccountRevoke", SHOWN, name="county-board")
    assert (
        await administrator.refused("serviceAccountCreate", name="county-board", role="AUDITOR")
        == "NAME_TAKEN"
    )
    assert await administrator.refused("serviceAccountRotate", name="county-board") == "ACCOUNT_REVOKED"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"name": "X", "role": "AUDITOR"}, "NAME_INVALID"),
        ({"name": "ok", "role": "OPERATOR"}, "ROLE_NOT_FOR_MACHINES"),
        ({"name": "ok", "role": "HANDLER"}, "ORGANIZATION_REQUIRED"),
    ],
)
async def test_what_cannot_be_an_account_is_refused(administrator: Asker, asked: dict, code: str):
    assert await administrator.refused("serviceAccountCreate", **asked) == code


async def test_only_an_administrator_manages_access(api: Door, administrator: Asker, tenant: Tenant):
    await create(administrator)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        asker = api.enter(tenant, role)
        for document in (
            'mutation { serviceAccountCreate(input: {name: "x", role: AUDITOR}) { position } }',
            'mutation { accessRevoke(input: {subject: "x"}) { position } }',
            *(["{ serviceAccounts { name } }"] if role is not Role.AUDITOR else []),
        ):
            assert (await asker.ask(document)).codes == ["FORBIDDEN"], (role, document)


async def test_a_wrong_secret_tells_nothing(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant
):
    made = await create(administrator)
    client, secret = made["serviceAccount"]["clientId"], made["secret"]
    other = api.enter(simulated_tenant)
    foreign = (await create(other))["secret"]
    wrong = [
        (client, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        (client, foreign),
        (f"{simulated_tenant.code}.county-board", secret),
        (f"{tenant.code}.nobody", secret),
        ("nowhere.county-board", secret),
        (tenant.code, secret),
        (client, "x" * 10_000),
        (client, "é"),
    ]
    answers = [await ask(api, *one) for one in wrong]
    assert {answer.status_code for answer in answers} <= {401, 413}
    assert {a.json().get("error") for a in answers if a.status_code == 401} == {"invalid_client"}
    assert len({a.text for a in answers if a.status_code == 401}) == 1
    assert all(
        a.headers["www-authenticate"] == 'Basic realm="concord"' for a in answers if a.status_code == 401
    )


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"grant_type=password&username=x", "application/x-www-form-urlencoded", "unsupported_grant_type"),
        (b"", "application/x-www-form-urlencoded", "invalid_request"),
        (b"grant_type=client_credentials", "application/json", "invalid_request"),
        (
            b"grant_type=client_credentials&grant_type=client_credentials",
            "application/x-www-form-urlencoded",
            "invalid_request",
        ),
        (
            b"grant_type=client_credentials&client_id=a.b&client_secret=c",
            "application/x-www-form-urlencoded",
            "invalid_request",
        ),
        (b"\xff\xfe", "application/x-www-form-urlencoded", "invalid_request"),
    ],
)
async def test_what_is_no_token_request_is_refused(api: Door, content: bytes, kind: str, error: str):
    answer = await api.http.post(
        "/oauth/token", content=content, headers={"content-type": kind}, auth=("a.b", "c")
    )
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.json()["error_description"].isascii()
    assert not answer.json()["message"].isascii()
    assert answer.headers["cache-control"] == "no-store"


async def test_a_client_that_asks_too_often_waits(services, tenant: Tenant, monkeypatch):
    monkeypatch.setattr(tokens, "PER_CLIENT", Rate(per_second=0.01, burst=3))
    async with served(create_app(services)) as url, httpx.AsyncClient(base_url=url) as http:
        data = {"grant_type": "client_credentials"}
        answers = [
            await http.post("/oauth/token", auth=(f"{tenant.code}.x", "wrong"), data=data) for _ in range(5)
        ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert answers[-1].headers["retry-after"]


async def test_a_revoked_machine_is_out_everywhere_within_the_bound(api: Door, administrator: Asker):
    """Requests, an open socket and an open stream; and its secret at once."""
    made = await create(administrator, role="AUDITOR")
    token = await token_of(api, made)
    machine = Asker(api.http, token)
    assert (await machine.ask(LISTED)).only == {"totalCount": 0}
    async with admitted(api.url, token) as socket:
        await socket.subscribe(FOLLOW)
        headers = {**machine.headers, "accept": "text/event-stream"}
        streaming = asyncio.create_task(api.http.post("/graphql", json={"query": FOLLOW}, headers=headers))
        await register(administrator)
        assert await socket.next()
        await administrator.done("serviceAccountRevoke", SHOWN, name="county-board")
        assert (await ask(api, made["serviceAccount"]["clientId"], made["secret"])).status_code == 401
        async with asyncio.timeout(BOUND + SLACK):
            assert await socket.closed() == (4403, "Token revoked")
            stream = (await streaming).text
    assert "UNAUTHENTICATED" in stream
    assert "event: complete" in stream
    answer = await machine.ask(LISTED)
    assert answer.codes == ["UNAUTHENTICATED"]
    assert "revoked" in answer.errors[0]["message"]


async def test_a_persons_tokens_are_revoked_until_now_or_for_good(
    api: Door, administrator: Asker, tenant: Tenant
):
    subject = uuid4()
    before = api.enter(tenant, Role.AUDITOR, subject=subject)
    assert (await before.ask(LISTED)).data
    await administrator.done("accessRevoke", "revocation { subject forGood }", subject=str(subject))
    await asyncio.sleep(FRESH)
    assert (await before.ask(LISTED)).codes == ["UNAUTHENTICATED"]
    assert (await api.enter(tenant, Role.AUDITOR).ask(LISTED)).data  # somebody else's

    await asyncio.sleep(1)  # tokens count by the second
    again = api.enter(tenant, Role.AUDITOR, subject=subject)
    assert (await again.ask(LISTED)).data

    shouted = {"subject": str(subject).upper(), "forGood": True}
    done = await administrator.done("accessRevoke", "revocation { subject forGood }", **shouted)
    assert done["revocation"] == {"subject": str(subject), "forGood": True}
    await asyncio.sleep(FRESH)
    assert (await api.enter(tenant, Role.AUDITOR, subject=subject).ask(LISTED)).codes == ["UNAUTHENTICATED"]
    await administrator.done("accessRestore", "position", subject=str(subject))
    await asyncio.sleep(FRESH + 1)
    assert (await again.ask(LISTED)).codes == ["UNAUTHENTICATED"]  # issued before
    assert (await api.enter(tenant, Role.AUDITOR, subject=subject).ask(LISTED)).data


async def test_one_token_is_revoked_by_its_id(api: Door, administrator: Asker, tenant: Tenant):
    subject = uuid4()
    lost, kept = (api.enter(tenant, Role.AUDITOR, subject=subject) for _ in range(2))
    jti = jwt.decode(lost.token or "", options={"verify_signature": False})["jti"]
    await administrator.done("accessRevoke", "revocation { token }", token=jti)
    await asyncio.sleep(FRESH)
    assert (await lost.ask(LISTED)).codes == ["UNAUTHENTICATED"]
    assert (await kept.ask(LISTED)).data
    listed = (await administrator.ask("{ revocations { token subject by } }")).only
    assert [(one["token"], one["subject"]) for one in listed] == [(jti, None)]


async def test_another_tenants_administrator_revokes_nobody_here(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant: Tenant
):
    subject = uuid4()
    here = api.enter(tenant, Role.AUDITOR, subject=subject)
    await api.enter(simulated_tenant).done("accessRevoke", "position", subject=str(subject), forGood=True)
    await asyncio.sleep(FRESH)
    assert (await here.ask(LISTED)).data


async def test_nobody_locks_himself_out_and_a_subject_has_its_form(administrator: Asker):
    me = (await administrator.ask("{ me { subject } }")).only["subject"]
    assert await administrator.refused("accessRevoke", subject=me) == "NOT_YOURSELF"
    for wrong in ("", "x", "policy:silence", "service:X", "system:root"):
        assert await administrator.refused("accessRevoke", subject=wrong) == "SUBJECT_INVALID"
    assert await administrator.refused("accessRevoke", token="a", subject=str(uuid4())) == "SUBJECT_INVALID"


async def test_who_has_several_standings_chooses_by_a_header(api: Door, administrator: Asker, tenant: Tenant):
    from cryptography.hazmat.primitives import serialization

    from concord.api import ids
    from concord.identity.issuing import AUDIENCE, ISSUER, KEY_FILE

    one, other = await register(administrator), await register(administrator)
    key = serialization.load_pem_private_key((api.data_dir / KEY_FILE).read_bytes(), None)
    now = datetime.now(UTC)
    roles = [f"officer:{ids.parse(one)[1]}", f"officer:{ids.parse(other)[1]}", "assessor"]
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(uuid4()),
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    token = jwt.encode({**claims, "tenant": tenant.code, "role": roles}, key, algorithm="EdDSA")  # type: ignore[arg-type]
    ask = {"query": "{ me { role organization { id } standings { role organization { id } } } }"}
    bearer = {"authorization": f"Bearer {token}"}

    async def me(**headers: str) -> dict:
        answer = await api.http.post("/graphql", json=ask, headers={**bearer, **headers})
        return answer.json()

    assert (await me())["data"]["me"]["organization"] == {"id": one}
    assert len((await me())["data"]["me"]["standings"]) == 3
    assert (await me(**{"Concord-Organization": other}))["data"]["me"]["organization"] == {"id": other}
    assert (await me(**{"Concord-Role": "assessor"}))["data"]["me"]["role"] == "ASSESSOR"
    refused = await me(**{"Concord-Role": "administrator"})
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["FORBIDDEN"]
