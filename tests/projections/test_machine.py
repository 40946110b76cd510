"""A state machine that asks anything of any context, and what must hold whatever was asked.

Every command is either taken or refused in a sentence; the ledger that comes of it keeps the invariants of
the domain, which are checked from raw entries, without any aggregate's code (tests/support/invariants.py);
and every read model is the same whether it was fed entry by entry or rebuilt at once.

That a check finds what it is for is shown in test_invariants.py. So that the machine comes upon what is
forbidden, a run begins with something of each kind under way (tests/support/staging.py), mostly under a
charter whose limits are near, and a third of what is asked lies near the edge of a rule
(tests/support/edging.py). Guards were cut out of the running domain one at a time, for at most 25 runs.
A check caught these (in which run):

| invariant                          | guard removed                           | run |
|------------------------------------|-----------------------------------------|-----|
| nobody joins twice                 | admit: ALREADY_MEMBER                   | 6   |
| tiers: at most                     | require_room: TIER_FULL                 | 4   |
| tiers: at least, when moved        | require_moves: _too_few                 | 6   |
| tiers: at least, when one leaves   | hold_limits: the breach, the refusal    | 3   |
| the chair is a member              | require_eligible: CHAIR_NOT_MEMBER      | 3   |
| the chair is eligible              | require_eligible: CHAIR_NOT_ELIGIBLE    | 3   |
| terms do not overlap               | require_start: TERM_OVERLAPS            | 7   |
| terms leave no gap                 | require_start: TERM_GAP                 | 1   |
| nobody votes twice                 | JointMeeting.vote: VOTED_TWICE          | 4   |
| who votes is there                 | its NOT_THERE and MAY_NOT_VOTE          | 6   |
| none acts after leaving            | Standing.require_not_departed           | 4   |
| attendance is recorded once        | record_attendance                       | 5   |
| an activity is logged once         | require_held: ALREADY_LOGGED, HELD      | 4   |
| one has what only one can have     | Resource.require_free: ALREADY_BOOKED   | 4   |
| the raiser judges                  | Ticket._require_raiser                  | 11  |
| the department acts                | Ticket._require_department              | 6   |
| a ticket's life cycle              | its transitions                         | 3   |
| a ticket's deadlines               | Ticket._step: the deadline              | 1   |
| silence confirms, not before       | the silence period                      | 9   |
| scores in their range              | Assessment.scorable: SCORE_OUT_OF_RANGE | 1   |
| final results stay                 | the final results                       | 1   |
| a veto caps the total              | scoring.result: the cap                 | 1   |
| stars by their thresholds          | scoring.stars: the threshold            | 1   |
| the scheme in force                | SchemeFacts.in_force: the last edition  | 1   |
| no fund is overdrawn               | Fund._require_available                 | 1   |
| no grant is exceeded               | Fund._require_granted: GRANT_EXCEEDED   | 1   |
| money to the fen                   | exactness, and the rounding             | 1   |
| what is reversed is so once        | reversed once                           | 1   |
| a payment rests on something       | its resolution; its result              | 8; 3 |
| a project is resolved on           | the resolution                          | 3   |
| a year's quota of projects         | ProjectYear.take: QUOTA_FULL            | 3   |
| a report's figures are the ledger's | the figures; the end of its period     | 1; 1 |
| a correction names what it corrects | the name                               | 9   |
| two people annotate                | Annotation: SECOND_PERSON_REQUIRED      | 1   |
| one claims a need at a time        | Task.claim: the status                  | 1   |
| who claimed a task completes it    | the claimant                            | 22  |

Each number is of the machine as it was when that guard was cut; what it is asked besides since then shifts
them. A task completed twice ends in a crash of the command (run 23), not in a check. Not caught in 25 runs
was a report that counts other alliances: a run has seldom another one.

One question in seven is asked as well with a text that is none (a megabyte, half of a character, a NUL), on
a day to come, or of another version than there is: it is refused by its own code and changes nothing.

200 runs found a change of tiers that named nobody and a narrative of a megabyte, both taken in silence;
since these are refused, 200 runs find nothing.
"""

import os
import secrets
from collections import Counter
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, ClassVar
from uuid import UUID, uuid4

import asyncpg
import pytest
import uvloop
from asking_anything import FOREIGN, ORGANIZATIONS, Known, command
from edging import at_an_edge
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from invariants import check
from spoiling import spoilt
from staging import WEEKS, Stage, narrow

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import SHIPPED, OrganizationKind, organization_id, shipped
from concord.commanding import Command, Commander, CommandRefusal, Outcome, Refusal
from concord.commanding.commander import day_of
from concord.demo.units import credit_code
from concord.eventstore import EventStore
from concord.eventstore.entry import Entry
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.projecting import find_read_models
from concord.projecting.folding import fold
from concord.tenancy import Tenant, Tenants, reading, writing

RUNS = int(os.environ.get("CONCORD_MACHINE_RUNS", "25"))
"""Of some fifty steps each; more of them by the environment: they take two seconds each."""
STEPS = 8
"""Each asks for eight things or more: at least fifty in a run, beside those that stage it."""
ACTORS = [str(UUID(int=number, version=4)) for number in range(1, 4)]


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
    spoilt: ClassVar[set[tuple[str, str]]] = set()
    """In which way, and which commands."""
    lengths: ClassVar[list[int]] = []

    @initialize(code=st.sampled_from(["narrow", *SHIPPED] + ["narrow"] * 4))
    def found(self, code: str) -> None:
        """An alliance under one of the shipped charters, or under one with narrow limits, and what is under
        way in it: everything that a step can be about, so that few steps lead to what is forbidden."""
        charter = narrow() if code == "narrow" else shipped(code)
        self.tenant = self.place.run(self.place.tenant())
        self.now = datetime(2026, 3, 2, 1, tzinfo=UTC)
        self.known = Known(charter, self.now.date())
        self.folded = self.steps = 0
        tiers = [tier for tier in charter.tiers for _ in range(tier.minimum)]
        kind = (charter.admission.kinds or (OrganizationKind.ENTERPRISE,))[0]
        codes = [credit_code(kind, 60_000 + n) for n in range(len(tiers) + 5)]
        for code in codes:
            unit = RegisterOrganization(credit_code=code, name=f"单位{code}", kind=kind, party_form="BRANCH")
            self._give(unit, Role.ADMINISTRATOR, None)
        units = [organization_id(self.tenant.id, code) for code in codes]
        seats = [tier.code for tier in tiers] + [charter.admission.tier] * 3
        members = tuple(FoundingMember(organization=o, tier=t) for o, t in zip(units, seats, strict=False))
        founding = FoundAlliance(name="联盟", kind=charter.kinds[0], charter=charter, members=members)
        founded = self._give(founding, Role.COMMITTEE, None)
        assert founded is not None
        stage = Stage(self._stage, self.known, founded.stream, units[: len(members)])
        stage.begin()
        self._wait(WEEKS)
        stage.go_on()

    def _stage(self, wanted: Command, organization: UUID | None) -> UUID | None:
        taken = self._give(wanted, Role.SECRETARY, organization)
        return None if taken is None else taken.stream

    @rule(
        seeds=st.lists(st.integers(0, 2**32 - 1), min_size=8, max_size=11),
        hours=st.integers(0, 24 * 40),
        projected=st.booleans(),
    )
    def ask(self, seeds: list[int], hours: int, projected: bool) -> None:
        """Several things in a row: Hypothesis' own runs are short. Then time passes; the worker may go on."""
        for seed in seeds:
            self._ask(Random(f"{seed}:{self.steps}"))
            self.steps += 1
        self._wait(timedelta(hours=hours))
        if projected:
            self._project()

    def _ask(self, chance: Random) -> None:
        """Anything, often near a rule's edge, by anybody; sometimes sent twice, or asked for once more."""
        near = at_an_edge(self.known, chance) if chance.random() < 0.35 else None
        wanted = near or command(self.known, chance)
        organization = self._for(wanted, chance)
        role = chance.choice([*Role, Role.SECRETARY, Role.COMMITTEE])
        id_, actor = UUID(int=chance.getrandbits(128)), chance.choice(ACTORS)
        if self.steps % 7 == 0:
            self._refuse(wanted, role, organization, Random(id_.int))
        first = self._give(wanted, role, organization, id_, actor)
        if first is not None and chance.random() < 0.3:
            again = self._give(wanted, role, organization, id_, actor)
            assert again is not None
            assert (again.position, again.replayed) == (first.position, True)
        if first is not None and chance.random() < 0.4:
            self._give(wanted, role, organization, UUID(int=chance.getrandbits(128)), actor)

    def _refuse(self, wanted: Command, role: Role, organization: UUID | None, chance: Random) -> None:
        """Whatever it is, it is not taken with a text that is none, on a day to come or at another version,
        and nothing has changed."""
        bad = spoilt(wanted, chance)
        kind = chance.choice(["text", "day", "version"] if bad else ["day", "version"])
        given: dict[str, Any] = {
            "text": {},
            "day": {"occurred_on": self.known.today + timedelta(days=1)},
            "version": {"expected_version": self.known.head + 1},
        }[kind]
        viewer = Viewer(tenant=self.tenant, subject=ACTORS[0], role=role, organization=organization)
        asked = bad if bad and kind == "text" else wanted
        with pytest.raises(Refusal) as refused:
            self.place.run(self.place.commander.execute(viewer, asked, now=self.now, **given))
        assert kind != "day" or refused.value.code is CommandRefusal.OCCURRED_IN_FUTURE
        if kind == "version":
            assert refused.value.code in (CommandRefusal.VERSION_CONFLICT, CommandRefusal.NOT_FOUND)
        assert not self.place.run(self._entries(self.known.head))
        self.spoilt.add((kind, type(wanted).__name__))

    def _wait(self, span: timedelta) -> None:
        self.now += span
        self.known.today = day_of(self.now)

    def _project(self) -> None:
        self.place.run(self._fold(1, self.folded))
        self.folded = self.known.head

    def teardown(self) -> None:
        if not hasattr(self, "tenant"):
            return
        self._project()
        self.place.run(self._check())
        self.lengths.append(self.steps)

    def _for(self, wanted: Command, chance: Random) -> UUID | None:
        """For whom it is asked: mostly one whom the command names or its object, sometimes one that left."""
        stream = wanted.stream(self.tenant.id, FOREIGN)
        named = [getattr(wanted, name, None) for name in sorted(ORGANIZATIONS)]
        likely = [one for one in named if isinstance(one, UUID)] + sorted(self.known.parties.get(stream, ()))
        return chance.choice(
            [None, *likely, *likely, *self.known.departed, *self.known.of("organization")[:2]]
        )

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
        if outcome.position > self.known.head:
            self.known.learn(self.place.run(self._entries(self.known.head)))
        self.known.add(wanted.aggregate.__name__, outcome.stream)
        if id_ is not None:
            self.known.commands.append(id_)
        return outcome

    async def _fold(self, generation: int, after: int) -> None:
        entries = await self._entries(after)
        async with writing(self.place.projector, self.tenant.id) as connection:
            for model in find_read_models():
                await fold(connection, model, self.tenant.id, generation, entries)

    async def _entries(self, after: int = 0) -> list[Entry]:
        return await self.place.store.read(self.tenant.id, after, 5_000)

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


def test_whatever_is_asked_the_invariants_hold(place: Place) -> None:
    Machine.place = place
    Machine.taken, Machine.refused, Machine.lengths, Machine.spoilt = Counter(), Counter(), [], set()
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
        _min_steps=STEPS,
    )
    assert len(Machine.taken) > 40, Machine.taken
    assert len(Machine.spoilt) > min(80, 2 * RUNS), Machine.spoilt
    assert sum(Machine.lengths) >= 50 * RUNS, Machine.lengths
