"""A ledger that lost sealed entries for good goes on under an address of its own. What the former one handed
out as unchangeable stays what it was, and verification, witness, export and replay know both."""

import asyncio
import json
import subprocess
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
import pytest
from asking import Door, served
from demonstrating import CONCORD, clean_environment
from noting import Signer
from sealing import fill, restored, sealed

from concord.embedded import postgres
from concord.exporting.bundle import export
from concord.exporting.ledger import Ledger
from concord.identity import Role
from concord.ledger import journal
from concord.ledger.checkpoints import parsed
from concord.ledger.recovering import begin_origin, find_loss
from concord.replaying.errors import ReplayError
from concord.replaying.replay import check, rebuild
from concord.server.app import create_app
from concord.server.services import opened
from concord.settings import load
from concord.tenancy import Tenant, Tenants
from concord.verifying import VerifierKey, Wrong
from concord.verifying.faults import Fault
from concord.verifying.sources import database as source
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify

NAME = "ledger.example.org"
FILES = ("tile/0/000", "tile/entries/000", "tile/0/001.p/34", "tile/entries/001.p/34", "tile/1/000.p/1")
"""Of the first 290 entries."""


@dataclass
class Grown:
    """A ledger of 700 entries, sealed at 290 and 700; the last 400 were lost, and it went on to 601."""

    tenant: Tenant
    folder: Path
    kept: dict[int, bytes]
    """Checkpoints of the first origin, as an auditor kept them."""
    given: dict[str, bytes]
    """What the first origin served of its first 290 entries."""
    beyond: bytes
    """Its tile 0/001, most of which was lost."""


@pytest.fixture(scope="module")
async def grown(database, api: Door, store, owner_pool, tmp_path_factory) -> Grown:
    folder = tmp_path_factory.mktemp("sealer")
    dsn = database.dsn("concord_sealer")
    tenant = await Tenants(owner_pool).create(code="anew", name="新", division_code="", simulated=False)
    headers = {"authorization": f"Bearer {api.token(tenant, Role.AUDITOR)}"}

    async def fetch(name: str) -> bytes:
        answer = await api.http.get(f"/ledgers/anew/{name}", headers=headers)
        assert answer.status_code == 200, name
        return answer.content

    await fill(store, tenant, 290)
    await sealed(dsn, folder)
    kept = {290: await fetch("checkpoint")}
    given = {name: await fetch(name) for name in FILES}
    await fill(store, tenant, 410)
    await sealed(dsn, folder)
    kept[700], beyond = await fetch("checkpoint"), await fetch("tile/0/001")
    await restored(database, tenant, 300)
    await sealed(dsn, folder)
    with journal.opened(folder / "state") as said:
        loss = await find_loss(owner_pool, tenant, said.heads)
        said.record({tenant.id: await begin_origin(owner_pool, tenant, loss)})
    assert str(tenant.id) not in await sealed(dsn, folder)
    await fill(store, tenant, 300)
    assert str(tenant.id) not in await sealed(dsn, folder)
    return Grown(tenant, folder, kept, given, beyond)


@pytest.fixture
def get(api, grown):
    async def get(path, tenant=grown.tenant):
        headers = {"authorization": f"Bearer {api.token(tenant, Role.AUDITOR)}"}
        return await api.http.get(f"/ledgers/{tenant.code}{path}", headers=headers)

    return get


@pytest.fixture
def concord(api, grown):
    async def run(*arguments):
        environment = clean_environment() | {"CONCORD_TOKEN": api.token(grown.tenant, Role.AUDITOR)}
        command = [str(part) for part in (CONCORD, "ledger", *arguments)]
        return await asyncio.to_thread(
            subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
        )

    return run


@pytest.fixture(scope="module")
async def bundle(database, grown, tmp_path_factory):
    file = tmp_path_factory.mktemp("bundle") / "anew.ledger.tar"
    async with asyncpg.create_pool(database.auditor, min_size=0, max_size=2) as pool:
        await export(Ledger(pool, grown.tenant), file)
    return file


async def test_a_checkpoint_is_served_where_its_origin_says(get):
    former, newest = await get("/checkpoint"), await get("/2/checkpoint")

    assert former.text.startswith(f"{NAME}/ledgers/anew\n290\n")
    assert former.headers["link"] == '</ledgers/anew/2/checkpoint>; rel="successor-version"'
    assert newest.text.startswith(f"{NAME}/ledgers/anew/2\n601\n")
    assert "link" not in newest.headers


async def test_what_an_address_gave_out_as_unchangeable_it_gives_out_still(get, grown):
    for name, content in grown.given.items():
        answer = await get(f"/{name}")
        assert (answer.status_code, answer.content) == (200, content), name
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["tile/0/001", "tile/entries/001", "tile/0/001.p/100", "tile/entries/002.p/10"]
)
async def test_what_was_lost_is_not_there_instead_of_other_bytes(get, grown, name):
    assert (await get(f"/{name}")).status_code == 404
    if name == "tile/0/001":
        assert (await get(f"/2/{name}")).content != grown.beyond


async def test_lost_entries_are_not_there_though_their_checkpoint_still_is(get, grown, database):
    """A database that lost entries and kept what was signed over them."""
    origin, size, root = parsed(grown.kept[700].decode())
    superuser = await asyncpg.connect(database.superuser)
    try:
        await superuser.execute("set session_replication_role = replica")
        await superuser.execute(
            "insert into concord.checkpoint values ($1, 1, $2, $3, $4, $5, now())",
            *(grown.tenant.id, size, origin, root, grown.kept[700].decode()),
        )
        assert (await get("/checkpoint")).content == grown.kept[700]
        for name in ("tile/0/001", "tile/entries/001", "tile/0/001.p/100", "tile/entries/002.p/188"):
            assert (await get(f"/{name}")).status_code == 404, name
        for name, content in grown.given.items():
            assert (await get(f"/{name}")).content == content, name
    finally:
        await superuser.execute(
            "delete from concord.checkpoint where tenant_id = $1 and epoch = 1 and size = 700",
            grown.tenant.id,
        )
        await superuser.close()


@pytest.mark.parametrize("path", ["/1", "/02", "/3", "/simulated", "/2/2", "/simulated/2", "/-2", "/x"])
async def test_an_address_that_no_checkpoint_names_is_not_there(get, path):
    for name in ("checkpoint", "checkpoint/cosigned", "tile/0/000", "timestamps"):
        assert (await get(f"{path}/{name}")).status_code == 404, name


async def test_a_simulated_ledger_is_where_its_origin_says(
    get, store, simulated_tenant, database, grown, tmp_path
):
    await fill(store, simulated_tenant, 3)
    await sealed(database.dsn("concord_sealer"), tmp_path, adopt=True)

    shown = await get("/simulated/checkpoint", simulated_tenant)

    assert shown.text.startswith(f"{NAME}/ledgers/{simulated_tenant.code}/simulated\n3\n")
    assert (await get("/checkpoint", simulated_tenant)).text == shown.text
    assert (await get("/2/checkpoint", simulated_tenant)).status_code == 404
    assert (await get("/simulated/2/checkpoint", simulated_tenant)).status_code == 404


async def test_both_are_verified_over_http(concord, api):
    former = await concord("verify", f"{api.url}/ledgers/anew")
    newest = await concord("verify", f"{api.url}/ledgers/anew/2", "--json")

    assert former.returncode == 0, former.stdout
    assert "goes on at 后续台账" in former.stdout
    assert f"{api.url}/ledgers/anew/2" in former.stdout
    said = json.loads(newest.stdout)
    assert (newest.returncode, said["holds"], said["size"]) == (0, True, 601), newest.stdout
    (begun,) = said["begunAnew"]
    assert (begun["position"], begun["former_size"], begun["given_up"]) == (301, 700, 400)


async def test_the_database_is_verified_with_the_checkpoints_of_both(database, grown):
    async with source.opened(database.auditor, "anew") as held:
        found = await verify(held, [VerifierKey.parse(key) for key in (await held.held()).keys])

    assert found.faults == []
    assert found.checkpoints == 3, "290 of the one origin; 301 and 601 of the other"


async def judged(bundle, grown, kept):
    """Verified by a key that the auditor trusts for the first origin."""
    with Bundle(bundle) as opened_:
        own = [key for key in (await opened_.held()).keys if "/2+" not in key]
        return await verify(opened_, [VerifierKey.parse(key) for key in own], kept)


async def test_kept_checkpoints_of_the_first_origin_are_continued_or_openly_given_up(bundle, grown):
    found = await judged(bundle, grown, list(grown.kept.values()))

    assert found.faults == []
    assert [one.given_up for one in found.begun] == [400]
    assert found.checkpoint.origin == f"{NAME}/ledgers/anew/2"


async def test_what_the_new_origin_does_not_own_up_to_is_a_split_view(bundle, grown):
    """The attack: more was signed, or something else, than the ledger says that it has lost."""
    signer = Signer(f"{NAME}/ledgers/anew")
    for size, root in ((700, bytes(32)), (701, bytes(32)), (290, bytes(32)), (300, bytes(32))):
        with Bundle(bundle) as opened_:
            keys = [VerifierKey.parse(key) for key in ([*(await opened_.held()).keys, signer.verifier_key])]
            (fault,) = (await verify(opened_, keys, [signer.checkpoint(size, root)])).faults
        assert fault.fault is Fault.CONSISTENCY_WRONG, size


async def test_a_checkpoint_of_a_later_origin_is_not_continued_by_an_earlier_one(bundle, grown):
    signer = Signer(f"{NAME}/ledgers/anew/3")
    with Bundle(bundle) as opened_:
        keys = [VerifierKey.parse(key) for key in ([*(await opened_.held()).keys, signer.verifier_key])]
        with pytest.raises(Wrong) as wrong:
            await verify(opened_, keys, [signer.checkpoint(10, bytes(32))])
    assert wrong.value.fault is Fault.ORIGIN_DIFFERS


async def test_a_witness_of_the_first_sees_it_end_and_one_of_the_second_signs(concord, api, get, tmp_path):
    state = ("--once", "--name", "witness.example.org/a", "--state", tmp_path / "w")
    first = await concord("witness", f"{api.url}/ledgers/anew", *state)
    second = await concord("witness", f"{api.url}/ledgers/anew/2", *state)

    assert "goes on at" in first.stderr
    assert f"{api.url}/ledgers/anew/2" in first.stderr
    assert "290 entries (+290) cosigned" in first.stdout
    assert "601 entries (+601) cosigned" in second.stdout, second.stderr


MOMENTS = """{
    now: ledger { head checkpoint { text origin size } inclusionProof(position: 7) { root hashes receipt } }
    then: ledger(asOf: { position: 295 }) {
        head checkpoint { text origin size } inclusionProof(position: 7) { size root hashes receipt }
        consistencyProof(from: 100, to: 290) { fromRoot toRoot hashes } } }"""


async def test_a_replay_answers_for_both_as_the_source_does(
    api, bundle, grown, projector, other_database, tmp_path
):
    asked = api.enter(grown.tenant, Role.AUDITOR)
    settings = load(
        {
            "CONCORD_DATABASE_URL": other_database,
            "CONCORD_DATA_DIR": str(tmp_path),
            "CONCORD_DEMO": "yes",
        }
    )
    await check(bundle, [], lambda _: lambda done, total: None)
    await rebuild(settings, bundle, lambda _: lambda done, total: None)
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(opened(settings, read_only=True))
        url = await stack.enter_async_context(served(create_app(services)))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=60))
        replayed = await Door(http, url, tmp_path).enter(grown.tenant, Role.AUDITOR).ask(MOMENTS)
        headers = {"authorization": f"Bearer {Door(http, url, tmp_path).token(grown.tenant, Role.AUDITOR)}"}
        tile = await http.get("/ledgers/anew/tile/0/000", headers=headers)

    theirs = await asked.ask(MOMENTS)
    assert theirs.errors == []
    assert (theirs.data["now"]["checkpoint"]["size"], theirs.data["then"]["checkpoint"]["size"]) == (601, 290)
    assert replayed == theirs
    assert tile.content == grown.given["tile/0/000"]


async def test_a_replay_is_not_gone_on_with_by_another_history(bundle, grown, other_database, tmp_path):
    """The folder has what the former origin held: entries that the new one has others in place of."""
    superuser = await asyncpg.connect(other_database.format(role=postgres.SUPERUSER))
    await superuser.execute("set session_replication_role = replica")
    where = "tenant_id = $1 and position = 600"
    await superuser.execute(f"update concord.event set entry = 'x' where {where}", grown.tenant.id)
    await superuser.execute("update concord.head set position = 600 where tenant_id = $1", grown.tenant.id)
    await superuser.close()
    settings = load({"CONCORD_DATABASE_URL": other_database, "CONCORD_DATA_DIR": str(tmp_path)})

    with pytest.raises(ReplayError, match="another history"):
        await rebuild(settings, bundle, lambda _: lambda done, total: None)
