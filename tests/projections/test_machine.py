"""A state machine that asks anything of any context, and what must hold whatever was asked.

Every command is either taken or refused in a sentence; the ledger that comes of it keeps the invariants of
the domain, which are checked here from raw entries, without any aggregate's code; and every read model is
the same whether it was fed entry by entry or rebuilt at once.
"""

import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any, ClassVar
from uuid import UUID, uuid4

import asyncpg
import pytest
import uvloop
from asking_anything import FOREIGN, ORGANIZATIONS, Known, command
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import OrganizationKind, organization_id, shipped
from concord.commanding import Command, Commander, Outcome, Refusal
from concord.commanding.commander import contexts
from concord.demo.units import credit_code
from concord.eventstore import EventStore
from concord.eventstore.entry import Entry
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.projecting import find_read_models
from concord.projecting.folding import fold
from concord.tenancy import Tenant, Tenants, reading, writing

RUNS = int(os.environ.get("CONCORD_MACHINE_RUNS", "40"))
"""Of some fifty steps each; more of them by the environment: they take a second each."""
ACTORS = [str(UUID(int=number, version=4)) for number in range(1, 4)]
AGGREGATES = {
    aggregate: f"{context.name}.{aggregate.__name__}"
    for context in contexts()
    for aggregate in context.aggregates
}
STEPS_OF_A_TICKET = {
    "TicketTriaged": {"RAISED"},
    "TicketDispatched": {"TRIAGED"},
    "TicketAccepted": {"DISPATCHED"},
    "TicketReturned": {"DISPATCHED", "ACCEPTED"},
    "ProgressNoted": {"ACCEPTED"},
    "TicketResolved": {"TRIAGED", "ACCEPTED"},
    "ResolutionConfirmed": {"RESOLVED"},
    "TicketReopened": {"RESOLVED", "CONFIRMED"},
    "TicketEscalated": {"TRIAGED", "DISPATCHED", "ACCEPTED"},
    "TicketWithdrawn": {"RAISED", "TRIAGED", "DISPATCHED", "ACCEPTED"},
    "TicketClosed": {"CONFIRMED"},
}
AFTER = {
    "TicketTriaged": "TRIAGED",
    "TicketDispatched": "DISPATCHED",
    "TicketAccepted": "ACCEPTED",
    "TicketReturned": "TRIAGED",
    "ProgressNoted": "ACCEPTED",
    "TicketResolved": "RESOLVED",
    "ResolutionConfirmed": "CONFIRMED",
    "TicketEscalated": "TRIAGED",
    "TicketWithdrawn": "WITHDRAWN",
    "TicketClosed": "CLOSED",
}


class Place:
    """Where the machine runs: an event loop, a store and the pools of the worker and the API."""

    def __init__(self, database: Any, keys: Any) -> None:
        self._database, self._keys = database, keys
        self.loop = uvloop.new_event_loop()
        self._stack = AsyncExitStack()

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    async def open(self) -> None:
        self.store = await EventStore.open(self._database.app)
        self._stack.push_async_callback(self.store.close)
        self.commander = Commander(self.store, self._keys)
        self.owner, self.app, self.projector = [
            await self._stack.enter_async_context(asyncpg.create_pool(dsn, min_size=0, max_size=2))
            for dsn in (self._database.owner, self._database.app, self._database.projector)
        ]

    async def close(self) -> None:
        await self._stack.aclose()

    async def tenant(self) -> Tenant:
        code = f"m{secrets.token_hex(6)}"
        return await Tenants(self.owner).create(code=code, name=code, division_code="", simulated=True)


@pytest.fixture
def place(database: Any, keys: Any) -> Any:
    made = Place(database, keys)
    made.run(made.open())
    yield made
    made.run(made.close())
    made.loop.close()


class Machine(RuleBasedStateMachine):
    """One tenant, of which anything is asked."""

    place: ClassVar[Place]
    taken: ClassVar[Counter[str]] = Counter()
    refused: ClassVar[Counter[str]] = Counter()
    lengths: ClassVar[list[int]] = []

    @initialize(charter=st.sampled_from(["jianghai", "jiguan", "yangdu", "dongfanghong", "yili"]))
    def found(self, charter: str) -> None:
        """Six organizations, five of them in an alliance under one of the shipped charters."""
        self.tenant = self.place.run(self.place.tenant())
        self.known = Known(shipped(charter))
        self.now = datetime(2026, 1, 5, 1, tzinfo=UTC)
        self.folded = self.steps = 0
        tiers = [tier for tier in self.known.charter.tiers for _ in range(tier.minimum)]
        kinds = self.known.charter.admission.kinds or (OrganizationKind.ENTERPRISE,)
        codes = [credit_code(kinds[0], 60_000 + n) for n in range(len(tiers) + 4)]
        for code in codes:
            self._give(
                RegisterOrganization(
                    credit_code=code,
                    name=f"单位{code}",
                    kind=kinds[0],
                    party_form="BRANCH",
                ),
                Role.ADMINISTRATOR,
                None,
            )
        units = [organization_id(self.tenant.id, code) for code in codes]
        seats = [tier.code for tier in tiers] + [self.known.charter.admission.tier] * 2
        members = tuple(FoundingMember(organization=o, tier=t) for o, t in zip(units, seats, strict=False))
        kind = self.known.charter.kinds[0]
        founding = FoundAlliance(name="联盟", kind=kind, charter=self.known.charter, members=members)
        assert self._give(founding, Role.COMMITTEE, None) is not None

    @rule(seeds=st.lists(st.integers(0, 2**32 - 1), min_size=5, max_size=10))
    def ask(self, seeds: list[int]) -> None:
        """Several things in a row: Hypothesis' own runs are short."""
        for seed in seeds:
            self._ask(Random(f"{seed}:{self.steps}"))
            self.steps += 1

    def _ask(self, chance: Random) -> None:
        """Anything, by anybody; sometimes twice."""
        wanted = command(self.known, chance)
        organization = self._for(wanted, chance)
        role = chance.choice([*Role, Role.SECRETARY, Role.COMMITTEE])
        id_, actor = UUID(int=chance.getrandbits(128)), chance.choice(ACTORS)
        first = self._give(wanted, role, organization, id_, actor)
        if first is not None and chance.random() < 0.3:
            again = self._give(wanted, role, organization, id_, actor)
            assert again is not None
            assert (again.position, again.replayed) == (first.position, True)

    @rule(hours=st.integers(1, 24 * 40))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.now += timedelta(hours=hours)
        self.known.today = (self.now + timedelta(hours=8)).date()

    @rule()
    def project(self) -> None:
        """The worker catches up."""
        self.place.run(self._fold(1, self.folded))
        self.folded = self.known.head

    def teardown(self) -> None:
        if not hasattr(self, "tenant"):
            return
        self.project()
        self.place.run(self._check())
        self.lengths.append(self.steps)

    def _for(self, wanted: Command, chance: Random) -> UUID | None:
        """For whom it is asked: mostly one whom the command names, or whom the object waits for."""
        stream = wanted.stream(self.tenant.id, FOREIGN)
        found = self.place.run(self._aggregate(wanted, stream))
        waiting = [getattr(found, name, None) for name in ORGANIZATIONS]
        named = [getattr(wanted, name, None) for name in ORGANIZATIONS]
        likely = [one for one in (*waiting, *named) if isinstance(one, UUID)]
        return chance.choice([None, *likely, *likely, *self.known.of("organization")[:2]])

    def _give(
        self,
        wanted: Command,
        role: Role,
        organization: UUID | None,
        id_: UUID | None = None,
        actor: str = ACTORS[0],
    ) -> Outcome | None:
        viewer = Viewer(tenant=self.tenant, subject=actor, role=role, organization=organization)
        work = self.place.commander.execute(viewer, wanted, command_id=id_ or uuid4(), now=self.now)
        outcome = self.place.run(_answered(work))
        if isinstance(outcome, Refusal):
            self.refused[outcome.code.name] += 1
            assert "{" not in outcome.sentence("zh") + outcome.sentence("en")
            return None
        self.taken[type(wanted).__name__] += 1
        self.known.head = max(self.known.head, outcome.position)
        self.known.add(wanted.aggregate.__name__, outcome.stream)
        if id_ is not None:
            self.known.commands.append(id_)
        return outcome

    async def _aggregate(self, wanted: Command, stream: UUID) -> Any:
        try:
            return await self.place.commander.load(self.tenant.id, AGGREGATES[wanted.aggregate], stream)
        except Refusal:  # of another kind: asked all the same
            return None

    async def _fold(self, generation: int, after: int) -> None:
        entries = [entry for entry in await self._entries() if entry.position > after]
        async with writing(self.place.projector, self.tenant.id) as connection:
            for model in find_read_models():
                await fold(connection, model, self.tenant.id, generation, entries)

    async def _entries(self) -> list[Entry]:
        return await self.place.store.read(self.tenant.id, 0, 5_000)

    async def _check(self) -> None:
        entries = await self._entries()
        check(entries)
        await self._fold(2, 0)
        async with reading(self.place.app, self.tenant.id) as connection:
            for model in find_read_models():
                for table in model.tables:
                    fed, rebuilt = [
                        await _rows(connection, table, self.tenant.id, generation) for generation in (1, 2)
                    ]
                    assert fed == rebuilt, table.name


async def _answered(work: Awaitable[Outcome]) -> Outcome | Refusal:
    try:
        return await work
    except Refusal as refusal:
        return refusal


async def _rows(connection: Any, table: Any, tenant: UUID, generation: int) -> list[Any]:
    columns = ", ".join([*table.key, *table.columns])
    return await connection.fetch(
        f"select {columns} from {table.name} where tenant_id = $1 and generation = $2"
        f" order by {', '.join(table.key)}",
        tenant,
        generation,
    )


def check(entries: list[Entry]) -> None:
    """The invariants of the domain, from raw entries alone."""
    _check_ledger(entries)
    by_stream: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_stream[entry.members["stream"]].append(entry)
    for story in by_stream.values():
        context, _, first = story[0].type.partition(".")
        if first == "TicketRaised":
            _check_ticket(story)
        elif context == "alliances" and first == "AllianceProposed":
            _check_alliance(story)
        elif context == "activities" and first == "ActivityProposed":
            _check_activity(story)
        elif first == "PeriodOpened":
            _check_assessment(story)
        elif first == "AnnotationProposed":
            _check_annotation(story)
        elif first == "NeedListed":
            _check_task(story)


def _check_ledger(entries: list[Entry]) -> None:
    """Gap-free, in the order of time; each stream's versions too."""
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    times = [entry.members["recorded_at"] for entry in entries]
    assert times == sorted(times)
    versions: Counter[str] = Counter()
    for entry in entries:
        versions[entry.members["stream"]] += 1
        assert entry.members["version"] == versions[entry.members["stream"]]


def _check_ticket(story: list[Entry]) -> None:
    """It moves along its life cycle only, and the raiser alone judges."""
    status, raiser, department = "RAISED", story[0].data["raiser"], None
    for entry in story[1:]:
        name = entry.type.partition(".")[2]
        if name in ("DeadlineExtended", "TicketUrged"):
            continue
        assert status in STEPS_OF_A_TICKET[name], (status, name)
        department = entry.data.get("department", department)
        if name == "TicketReopened":
            status = "TRIAGED" if entry.data["department"] is None else "ACCEPTED"
        else:
            status = AFTER[name]
        if name == "ResolutionConfirmed" and not entry.data["by_silence"]:
            assert entry.members["organization"] == raiser
        if name == "TicketAccepted":
            assert entry.members["organization"] == entry.data["department"]


def _check_alliance(story: list[Entry]) -> None:
    """Nobody joins twice or stays on after leaving; no tier takes in more than the charter in force allows;
    the terms of the chair do not overlap."""
    members: dict[str, str] = {}
    terms: list[list[str]] = []
    charters: list[tuple[str, dict[str, Any]]] = []
    for entry in story:
        name, data = entry.type.partition(".")[2], entry.data
        if name in ("CharterAdopted", "CharterAmended"):
            charters.append((data["effective_on"], data["charter"]))
        elif name == "MemberJoined":
            assert data["organization"] not in members
            members[data["organization"]] = data["tier"]
            _check_most(charters, data["joined_on"], data["tier"], members)
        elif name in ("MemberLeft", "MemberRemoved"):
            del members[data["organization"]]
        elif name == "TierChanged":
            assert members[data["organization"]] == data["from_tier"]
            members[data["organization"]] = data["to_tier"]
        elif name == "ChairRotated":
            assert data["organization"] in members
            if terms and data["predecessor_ends_on"]:
                terms[-1][1] = min(terms[-1][1], data["predecessor_ends_on"])
            terms.append([data["starts_on"], data["ends_on"]])
        elif name == "ChairVacated":
            terms = [[start, min(end, _before(data["vacated_on"]))] for start, end in terms]
    held = sorted([start, end] for start, end in terms if start <= end)
    for (_, ended), (begins, _) in pairwise(held):
        assert ended < begins, held


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _check_most(
    charters: list[tuple[str, dict[str, Any]]], on: str, tier: str, members: dict[str, str]
) -> None:
    *_, (_, charter) = [one for one in sorted(charters, key=lambda one: one[0]) if one[0] <= on] or charters[
        :1
    ]
    most = {one["code"]: one["maximum"] for one in charter["tiers"]}[tier]
    assert most is None or Counter(members.values())[tier] <= most


def _check_activity(story: list[Entry]) -> None:
    """Logged once, after it was held; what is corrected is named."""
    names = [entry.type.partition(".")[2] for entry in story]
    assert names.count("ActivityLogged") <= 1
    assert names.count("ActivityHeld") <= 1
    if "ActivityLogged" in names:
        assert names.index("ActivityHeld") < names.index("ActivityLogged")
    if "ActivityCancelled" in names:
        assert names[-1] == "ActivityCancelled"
    for number, entry in enumerate(story):
        if names[number] == "ActivityCorrected":
            assert 0 < entry.data["corrects"] < entry.members["version"]
    recorded = [
        one["organization"]
        for entry in story
        if entry.type.endswith("AttendanceRecorded")
        for one in entry.data["records"]
    ]
    assert len(recorded) == len(set(recorded))


def _check_assessment(story: list[Entry]) -> None:
    """A score lies in its indicator's range; after results are final only an objection changes one."""
    ranges = {one["code"]: (one["minimum"], one["maximum"]) for one in story[0].data["indicators"]}
    decided = {e.members["command"] for e in story if e.type.endswith("ObjectionDecided")}
    final = False
    for entry in story:
        name = entry.type.partition(".")[2]
        final = final or name == "ResultsFinalized"
        if name in ("IndicatorScored", "ScoreCorrected"):
            low, high = ranges[entry.data["indicator"]]
            assert Decimal(low) <= Decimal(entry.data["score"]) <= Decimal(high)
        if final and name in ("IndicatorScored", "ScoreCorrected", "VetoApplied", "SelfReportFiled"):
            assert entry.members["command"] in decided


def _check_annotation(story: list[Entry]) -> None:
    """Two people."""
    for entry in story:
        if entry.type.endswith("EntryAnnotated"):
            assert entry.data["proposed_by"] != entry.data["confirmed_by"] == entry.members["actor"]


def _check_task(story: list[Entry]) -> None:
    """One claim at a time, and only a claimed need is completed."""
    claimant = None
    for entry in story:
        name = entry.type.partition(".")[2]
        if name == "TaskClaimed":
            assert claimant is None
            claimant = entry.data["claimant"]
        elif name == "TaskReleased":
            claimant = None
        elif name == "TaskCompleted":
            assert claimant == entry.data["claimant"]


def test_whatever_is_asked_the_invariants_hold(place: Place) -> None:
    Machine.place = place
    Machine.taken, Machine.refused, Machine.lengths = Counter(), Counter(), []
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
    assert len(Machine.taken) > 40, Machine.taken
    assert sum(Machine.lengths) > 50 * RUNS // 2, Machine.lengths
