"""A town releases a report's figures, and its county has them: once, provable, and nothing else of it."""

import asyncio
import secrets
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import asyncpg
import orjson
import pytest
from asking import Asker, Door
from founding import found, register
from sealing import sealed
from waiting import until

from concord.commanding import day_of
from concord.eventstore import EventStore
from concord.identity import Role
from concord.policies.carrying import POLICY
from concord.privacy.keystore import KeyStore
from concord.reacting.reactor import run_policies
from concord.reacting.statement import sql
from concord.server.services import Services
from concord.tenancy import Tenant, Tenants, reading
from concord.verifying.note import VerifierKey
from concord.verifying.receipt import open_receipt

YEAR = date.today().year - 1
QUARTER = f"{YEAR}-Q1"
REPORTS = [{"period": "QUARTER", "to": "区镇党（工）委", "days": 15}]
ASKED = """query ($period: String!) { childFigures(period: $period) {
    reports(first: 9) { totalCount nodes { child childName allianceName kind period endsOn definition
        countedTo releasedOn childPosition entry receipt position figures { code of value name } } }
    totals { definition childCount reportCount figures { code of value } } } }"""


@pytest.fixture(scope="module", autouse=True)
async def known(database):
    """The policy ran before: the tenants of each test are later ones."""
    async with asyncpg.create_pool(database.projector, min_size=0) as pool:
        told = [{"name": POLICY.name, "events": POLICY.events}]
        await pool.execute(sql("register"), orjson.dumps(told).decode())


@pytest.fixture
async def county(owner_pool) -> Tenant:
    code = f"county{secrets.token_hex(5)}"
    return await Tenants(owner_pool).create(code=code, name="某县")


@pytest.fixture
async def towns(owner_pool, county: Tenant) -> list[Tenant]:
    """Two, under the county."""
    made = []
    for name in ("东镇", "西镇"):
        code = f"town{secrets.token_hex(5)}"
        made.append(await Tenants(owner_pool).create(code=code, name=name))
        await Tenants(owner_pool).set_parent(code, county.code)
    return made


@pytest.fixture(scope="module")
def seal(database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealer")

    async def all_of_it() -> None:
        assert await sealed(database.dsn("concord_sealer"), folder) == {}

    return all_of_it


@pytest.fixture
def carrying(database, services: Services):
    """The worker of policies, while it lasts."""

    @asynccontextmanager
    async def run():
        stop = asyncio.Event()
        keys = KeyStore(services.settings.keys)
        worker = asyncio.create_task(
            run_policies(database.projector, database.app, keys, stop, policies=(POLICY,))
        )
        try:
            yield
        finally:
            stop.set()
            await worker
            keys.close()

    return run


async def accepted(api: Door, tenant: Tenant) -> str:
    """The id of an accepted report of one alliance with one member."""
    secretary, committee = api.enter(tenant, Role.SECRETARY), api.enter(tenant, Role.COMMITTEE)
    unit = await register(secretary)
    alliance = await found(committee, [unit], occurred_on=f"{YEAR}-01-01", reports=REPORTS)
    drafted = await secretary.done("reportDraft", "report { id }", allianceId=alliance, period=QUARTER)
    report: str = drafted["report"]["id"]
    await secretary.done("reportSubmit", reportId=report)
    await committee.done("reportAccept", reportId=report)
    return report


async def received(store: EventStore, tenant: Tenant) -> int:
    entries = await store.read(tenant.id, 0, 500)
    return sum(entry.type == "reports.ChildFiguresReceived" for entry in entries)


async def test_what_towns_release_adds_up_in_their_county_and_can_be_proven(
    api: Door, projector, store, county, towns, seal, carrying
):
    for town in towns:
        report = await accepted(api, town)
        committee = api.enter(town, Role.COMMITTEE)
        done = await committee.done("reportReleaseFigures", "report { releasedOn }", reportId=report)
        assert done["report"]["releasedOn"] == day_of(datetime.now(UTC)).isoformat()
        assert await committee.refused("reportReleaseFigures", reportId=report) == "ALREADY_RELEASED"
    await seal()

    async def both() -> bool:
        return await received(store, county) == len(towns)

    async with carrying():
        await until(both, seconds=120)
    async with carrying():  # again, from the beginning of its turn
        await asyncio.sleep(1.2)
    assert await received(store, county) == len(towns)

    head = await store.head(county.id)
    asker = api.enter(county)
    fresh = ASKED.replace("period: $period", f"period: $period, atLeast: {head}")
    shown = (await asker.ask(fresh, period=QUARTER)).only
    reports = shown["reports"]["nodes"]
    assert shown["reports"]["totalCount"] == 2
    assert {one["childName"] for one in reports} == {"东镇", "西镇"}
    (total,) = shown["totals"]
    assert (total["childCount"], total["reportCount"]) == (2, 2)
    summed = {(one["code"], one["of"]): one["value"] for one in total["figures"]}
    assert summed["coverage.kind.organizations", "REGIONAL"] == "2"
    await proven(api, store, towns, reports)

    for town in towns:  # nobody sees what is beside or above
        below = (await api.enter(town).ask(ASKED, period=QUARTER)).only
        assert below == {"reports": {"totalCount": 0, "nodes": []}, "totals": []}


async def proven(api: Door, store: EventStore, towns: list[Tenant], reports: list[dict]) -> None:
    """Each receipt proves the entry that the town's own ledger has there, by its keys."""
    text = (await api.http.get("/.well-known/concord-ledger-keys")).text
    keys = [VerifierKey.parse(line) for line in text.splitlines()]
    for town in towns:
        (mine,) = [one for one in reports if one["child"] == town.code]
        (entry,) = await store.read(town.id, mine["childPosition"] - 1, 1)
        assert mine["entry"].encode() == entry.raw
        receipt = open_receipt(mine["receipt"].encode(), keys)
        assert receipt.position == entry.position
        receipt.proves(entry.raw)


async def test_it_waits_for_the_seal_and_for_a_parent(
    api: Door, projector, store, owner_pool, county, seal, carrying, database, tenant
):
    report = await accepted(api, tenant)
    await api.enter(tenant, Role.COMMITTEE).done("reportReleaseFigures", reportId=report)

    async def stands(state: str, error: str) -> bool:
        async with (
            asyncpg.create_pool(database.projector, min_size=0) as pool,
            reading(pool, tenant.id) as one,
        ):
            rows = await one.fetch("select state, error from reaction where tenant_id = $1", tenant.id)
        return [row["state"] for row in rows] == [state] and error in (rows[0]["error"] or "")

    async with carrying():
        await until(lambda: stands("PENDING", "concord seal"), every=0.2)
        await seal()
        await until(lambda: stands("PARKED", "concord tenant create --parent"), seconds=120, every=0.2)
    assert await received(store, county) == 0


async def test_a_secretary_does_not_release(api: Door, projector, tenant: Tenant):
    report = await accepted(api, tenant)
    secretary: Asker = api.enter(tenant, Role.SECRETARY)
    answer = await secretary.ask(
        "mutation ($i: ReportReleaseFiguresInput!) { reportReleaseFigures(input: $i) { position } }",
        i={"reportId": report},
    )
    assert answer.codes == ["FORBIDDEN"]
