"""Replay: whatever a root field answers at the source `asOf` any moment, the replay of its bundle answers
byte for byte, from the bundle alone, in another database; and nothing can be changed there."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from appending import append_of
from asking import Asker, Door, credit_code, served
from founding import CHARTER, found, register
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_composite_type,
    is_required_argument,
)
from sealing import sealed

from concord.api import ids
from concord.api.permissions import QUERIES
from concord.demo.loading import live
from concord.demo.tenants import TOWNS
from concord.eventstore import EventStore
from concord.eventstore.errors import StoreUnavailable
from concord.exporting.bundle import export
from concord.exporting.ledger import Ledger
from concord.identity import Role
from concord.replaying.replay import check, rebuild
from concord.server.app import create_app
from concord.server.services import opened
from concord.settings import Settings, load
from concord.tenancy import Tenant, Tenants

SUBJECT = uuid4()
ROOT = Path(__file__).parents[2]
PAGE = 3
ARGUMENTS = {
    "charterProblems": 'input: {{toml: "name = 1"}}',
    "figures": 'since: "2021-01-01", until: "2021-12-31"',
    "ledgerDiff": "from: {{position: 100}}, to: {{position: {head}}}",
}
"""Of fields that want more than one id or a page: one that is not known here fails the test."""


@dataclass(frozen=True)
class Source:
    """A ledger with a year of life, its API, and its bundle."""

    tenant: Tenant
    head: int
    asker: Asker
    bundle: Path
    keys: Path
    creates: dict[str, str]
    """Names of object types by the event that begins one."""


@pytest.fixture(scope="module")
async def source(database, api: Door, services, projector, owner_pool, tmp_path_factory) -> Source:
    folder = tmp_path_factory.mktemp("source")
    town = next(town for town in TOWNS if town.code == "jianghai")
    tenant = await Tenants(owner_pool).create(
        code=town.code, name=town.name, division_code="", simulated=True
    )
    await live(services.commander, tenant, services.files, town, lambda *_: None)
    await what_the_demo_leaves_out(api.enter(tenant))
    head = await services.store.head(tenant.id)
    assert await sealed(database.dsn("concord_sealer"), folder / "sealer") == {}
    async with asyncpg.create_pool(database.auditor, min_size=0, max_size=2) as pool:
        await export(Ledger(pool, tenant), folder / "x.ledger.tar")
    asker = api.enter(tenant, Role.AUDITOR, subject=SUBJECT)
    types = services.commander.mapper.types.values()
    return Source(
        tenant=tenant,
        head=head,
        asker=asker,
        bundle=folder / "x.ledger.tar",
        keys=services.settings.keys,
        creates={one.name: one.creates.rpartition(":")[2] for one in types if one.creates},
    )


async def what_the_demo_leaves_out(asker: Asker) -> None:
    """A programme, a need on the list, a nomination."""
    today = await asker.ask("{ ledger { entries(last: 1) { nodes { recordedAt } } } }")
    year = today.only["entries"]["nodes"][0]["recordedAt"][:4]  # its own time, a demo's
    unit = await register(asker)
    alliance = await found(asker, [unit], needs={"claimDays": 5, "completeDays": 20})
    await asker.done("programmeAdopt", name="实施方案", charter=CHARTER, document="一号")
    need = {"title": "检测设备", "description": "需要一台检测设备", "contact": {"name": "张三"}}
    await asker.done("needList", allianceId=alliance, organizationId=unit, **need)
    honour = {
        "kind": "ORGANIZATION",
        "title": "先进党组织",
        "period": year,
        "evidence": [1],
        "citation": "详实",
    }
    await asker.done("honourNominate", allianceId=alliance, organizationId=unit, **honour)


@pytest.fixture(scope="module")
async def replay(source: Source, other_database: str, tmp_path_factory):
    """Askers of the replay: with the source's key store, and without."""
    folder = tmp_path_factory.mktemp("replay")
    environment = {
        "CONCORD_DATABASE_URL": other_database,
        "CONCORD_DATA_DIR": str(folder),
        "CONCORD_DEMO": "yes",
        "CONCORD_USER_RATE": "0",  # as the source
    }
    with_keys = load({**environment, "CONCORD_KEYS_DIR": str(source.keys)})
    await check(source.bundle, [], unseen)
    await rebuild(with_keys, source.bundle, unseen)
    async with AsyncExitStack() as stack:

        async def enter(settings: Settings) -> Asker:
            services = await stack.enter_async_context(opened(settings, read_only=True))
            url = await stack.enter_async_context(served(create_app(services)))
            http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=60))
            return Door(http, url, folder).enter(source.tenant, Role.AUDITOR, subject=SUBJECT)

        found = {"keys": await enter(with_keys), "none": await enter(load(environment))}
        token = Door(found["keys"].http, "", folder).token(source.tenant, Role.ADMINISTRATOR)
        yield {**found, "administrator": Asker(found["keys"].http, token)}


def unseen(name: str) -> Callable[[int, int], None]:
    """Progress that nobody looks at."""
    return lambda done, total: None


async def raw(asker: Asker, document: str, **variables: Any) -> bytes:
    """The body, byte for byte."""
    body = {"query": document, "variables": variables}
    return (await asker.http.post("/graphql", json=body, headers=asker.headers)).content


def named(type_: Any) -> GraphQLNamedType:
    found: GraphQLNamedType = get_named_type(type_)
    return found


def selection(schema: GraphQLSchema, type_: GraphQLNamedType, depth: int, only: str = "") -> str:
    """Every field of a type that needs no argument, and of what is below it down to `depth`; of an interface
    those of the type `only`."""
    if not is_composite_type(type_):
        return ""
    if isinstance(type_, GraphQLInterfaceType) and not only:
        return "{ __typename id }"
    if isinstance(type_, GraphQLInterfaceType):
        return f"{{ __typename ... on {only} {selection(schema, schema.type_map[only], depth)} }}"
    assert isinstance(type_, GraphQLObjectType)
    chosen = ["__typename"]
    for name, field in type_.fields.items():
        below = named(field.type)
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        page = f"(first: {PAGE})" if "first" in field.args else ""
        if not is_composite_type(below):
            chosen.append(f"{name}{page}")
        elif depth:
            chosen.append(f"{name}{page} {selection(schema, below, depth - 1)}")
    return "{ " + " ".join(chosen) + " }"


async def documents(source: Source, schema: GraphQLSchema, name: str, field: GraphQLField) -> list[str]:
    """One or several operations that ask for everything of a root field, at the moment `$at`."""
    moment = "asOf: $at" if "asOf" in field.args else ""
    texts = []
    for head, only in await heads(source, schema, name, field):
        given = ", ".join(part for part in (head, moment) if part)
        variables = "($at: AsOf)" if moment else ""
        arguments = f"({given})" if given else ""
        for depth in (4, 3, 2, 1, 0):  # the deepest that the limits let through
            chosen = selection(schema, named(field.type), depth, only)
            text = f"query {variables} {{ {name}{arguments} {chosen} }}"
            answer = await source.asker.ask(text, **({"at": {"position": source.head}} if moment else {}))
            if "LIMIT_EXCEEDED" not in answer.codes:
                break
        assert not answer.errors, (text, answer.errors)
        texts.append(text)
    return texts


async def heads(
    source: Source, schema: GraphQLSchema, name: str, field: GraphQLField
) -> list[tuple[str, str]]:
    """What a root field must be given, several times where it wants an id; and the type of that object."""
    required = [name for name, argument in field.args.items() if is_required_argument(argument)]
    if name in ARGUMENTS:
        return [(ARGUMENTS[name].format(head=source.head), "")]
    if not required:
        return [(f"first: {PAGE}" if "first" in field.args else "", "")]
    (argument,) = required  # another one has to be told in ARGUMENTS
    found = []
    for type_ in owners(source, schema, argument, name, field):
        # Where the source has no such object, both have to say so.
        for one in await known_ids(source, type_, 1 if name == "node" else 2) or [ids.encode(type_, uuid4())]:
            found.append((f'{argument}: "{one}"', type_))
    return found


def owners(source: Source, schema: GraphQLSchema, argument: str, name: str, field: GraphQLField) -> list[str]:
    """Types of object that an id may be of: told by the argument (`allianceId`), by what is answered, or by
    the field's name (`reportRecount`)."""
    answered = named(field.type)
    if argument != "id":
        return [argument[0].upper() + argument.removesuffix("Id")[1:]]
    if isinstance(answered, GraphQLInterfaceType):
        return [one.name for one in schema.get_possible_types(answered)]
    made = {*source.creates.values()}
    return [answered.name] if answered.name in made else [n for n in made if name.startswith(n.lower())]


async def known_ids(source: Source, type_: str, most: int) -> list[str]:
    """Two objects' ids, one of each type for `node`: what begins a stream is named in the ledger."""
    events = [event for event, made in source.creates.items() if made == type_]
    page = await source.asker.ask(
        "query ($types: [String!], $most: Int!) { ledger { entries(first: $most, filter: {types: $types}) {"
        " nodes { streamId } } } }",
        types=events,
        most=most,
    )
    return [ids.encode(type_, UUID(entry["streamId"])) for entry in page.only["entries"]["nodes"]]


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema((ROOT / "graphql" / "schema.graphql").read_text("utf-8"))


async def moments(source: Source) -> list[dict[str, Any]]:
    middle = source.head // 2
    recorded = await source.asker.ask(
        "query ($p: Position!) { ledger { entry(position: $p) { recordedAt } } }", p=middle
    )
    return [
        {"position": 1},
        {"time": recorded.only["entry"]["recordedAt"]},
        {"position": source.head},
    ]


@pytest.mark.parametrize("name", sorted(QUERIES))
async def test_a_root_field_answers_byte_for_byte_as_the_source(source, replay, schema, name):
    field = schema.query_type.fields[name]
    for document in await documents(source, schema, name, field):
        for at in await moments(source) if "asOf" in field.args else [None]:
            variables = {} if at is None else {"at": at}
            expected = await raw(source.asker, document, **variables)
            # an alliance that was not there yet is said to be unknown, by both
            assert b'"errors"' not in expected or b"NOT_FOUND" in expected, (document, expected)
            assert await raw(replay["keys"], document, **variables) == expected, (document, at)


async def test_what_the_key_store_alone_discloses_is_null_without_it(source, replay):
    document = "{ tickets(first: 5) { nodes { title description contact { name } } } }"
    with_keys, without = [await replay[which].ask(document) for which in ("keys", "none")]

    for one, other in zip(with_keys.only["nodes"], without.only["nodes"], strict=True):
        assert one["title"] == other["title"]
        assert one["description"]
        assert other["description"] is None
        assert other["contact"] is None or other["contact"]["name"] is None


async def test_nothing_can_be_changed_in_a_replay(source, replay, other_database):
    answer = await replay["administrator"].ask(
        "mutation ($input: OrganizationRegisterInput!) { organizationRegister(input: $input) { position } }",
        input={"creditCode": credit_code(1), "name": "新单位", "kind": "ORGAN"},
    )
    assert answer.codes == ["FORBIDDEN"]
    assert "nothing can be changed" in answer.errors[0]["message"]
    asker = replay["administrator"]
    book = f"/ledgers/{source.tenant.code}/book?format=pdf"
    clear = await asker.http.get(f"{book}&disclose=true", headers=asker.headers)
    assert (clear.status_code, "nothing can be changed" in clear.text) == (403, True)
    store = await EventStore.open(other_database.format(role="concord_app"))
    try:
        with pytest.raises(StoreUnavailable, match="permission denied"):
            await store.append(append_of(source.tenant))
        assert not await store.pool.fetch(
            "select proname from pg_proc where pronamespace = 'concord'::regnamespace"
            " and proname like 'append%' and has_function_privilege(oid, 'execute')"
        )
    finally:
        await store.close()


async def test_a_replay_that_is_begun_again_finds_what_is_there(source, replay, other_database, tmp_path):
    settings = load({"CONCORD_DATABASE_URL": other_database, "CONCORD_DATA_DIR": str(tmp_path)})
    counted = "{ ledger { head entries(first: 1) { totalCount } } organizations(first: 1) { totalCount } }"
    before = await replay["keys"].ask(counted)

    await rebuild(settings, source.bundle, unseen)

    assert await replay["keys"].ask(counted) == before
    assert before.data["ledger"]["head"] == source.head
