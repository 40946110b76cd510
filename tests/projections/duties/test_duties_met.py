"""Duties met, as scores count them from the entries alone, are those that the read model shows."""

import random
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from obliging import Obliged
from telling import said

from concord.charters import shipped
from concord.duties import DutyStatus
from concord.figures import Counted, Scope
from concord.figures.fourth.duties import KINDS
from concord.readmodels.duties import READ_MODEL, queries

BEGINS = date(2026, 1, 1)


class Life(Obliged):
    """Two years of chance in one alliance."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance, self.day, self.activities = chance, BEGINS, list[UUID]()
        self.rotation, self.units = uuid4(), [self.a, self.b, uuid4()]
        self.say("activities.LeadRotationStarted", BEGINS, self.rotation, alliance=self.one)
        for _ in range(chance.randint(20, 60)):
            self.day += timedelta(chance.randint(0, 20))
            chance.choice(
                (
                    *(self.turn, self.vacancy, self.handover, self.activity, self.briefing, self.correction),
                    *(self.yearly, self.lead, self.membership, self.charter_changes),
                )
            )()

    def anyone(self) -> UUID:
        return self.chance.choice(self.units)

    def tell(self, name: str, stream: UUID | None = None, **data: object) -> None:
        """Recorded up to two months after it happened."""
        on = self.day - timedelta(self.chance.choice([0, 0, 0, 60]))
        self.say(name, self.day, stream, on=on, **data)

    def turn(self) -> None:
        self.term(self.anyone(), self.day, self.day + timedelta(self.chance.randint(0, 120)))

    def vacancy(self) -> None:
        self.tell("alliances.ChairVacated", organization=self.anyone(), vacated_on=self.day, cause="DECIDED")

    def handover(self) -> None:
        days = {"term_starts_on": self.chance.choice(self.terms or [self.day]), "handed_over_on": self.day}
        who = {"predecessor": self.anyone(), "successor": self.anyone()}
        self.tell("alliances.HandoverRecorded", notes=said("n"), **days, **who)

    def activity(self) -> None:
        self.activities.append(self.held(self.day)[0])

    def briefing(self) -> None:
        if self.activities:
            self.briefed(self.activities.pop(), self.anyone(), self.day)

    def correction(self) -> None:
        if self.activities:
            day = self.day - timedelta(self.chance.randint(0, 40))
            moved = {"field": "HELD_ON", "day": day, "corrects": 2, "reason": said("r")}
            self.tell("activities.ActivityCorrected", self.chance.choice(self.activities), **moved)

    def yearly(self) -> None:
        who, year = {"organization": self.anyone()}, self.chance.choice([2026, 2027])
        signed = {"agreement": uuid4(), "title": "协议", "signed_on": self.day, "document": ""}
        self.chance.choice(
            [
                lambda: self.tell("alliances.AgreementSigned", year=year, **signed, **who),
                lambda: self.tell("meetings.DutyReportHeard", self.meeting, year=year, **who),
                lambda: self.tell("projects.ProjectClaimed", self.project, **who),
            ]
        )()

    def lead(self) -> None:
        period = {"period": f"2026-{self.chance.randint(1, 4)}"}
        turn = {"turn": 1, "round": 1, "activity": uuid4(), "passed_over": ()}
        called = {"ends_on": self.day + timedelta(self.chance.randint(0, 30)), "organization": self.anyone()}
        self.chance.choice(
            [
                lambda: self.tell("activities.LeadCalled", self.rotation, **period, **called),
                lambda: self.tell(
                    "activities.LeadTurnTaken", self.rotation, organization=self.anyone(), **period, **turn
                ),
                lambda: self.tell(
                    "activities.LeadTurnTaken", self.rotation, organization=self.anyone(), period=None, **turn
                ),
            ]
        )()

    def membership(self) -> None:
        who = {"organization": self.anyone(), "tier": "MEMBER"}
        self.chance.choice(
            [
                lambda: self.join(self.one, who["organization"], self.day),
                lambda: self.tell("alliances.MemberLeft", left_on=self.day, **who),
                lambda: self.tell(
                    "alliances.MemberRemoved", removed_on=self.day, resolution="r", reason=said("r"), **who
                ),
            ]
        )()

    def charter_changes(self) -> None:
        charter = self.chance.choice([self.charter, shipped("yili"), shipped("jianghai")])
        self.tell("alliances.CharterAdopted", charter=charter, effective_on=self.day, resolution="")


@settings(max_examples=15, deadline=None)
@given(
    chance=st.randoms(use_true_random=False),
    days=st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted),
    ended=st.booleans(),
)
async def test_what_is_counted_from_entries_is_what_the_read_model_shows(new_world, chance, days, ended):
    life, world = Life(chance), await new_world()
    if ended:
        life.tell("alliances.AllianceDissolved", dissolved_on=life.day, resolution="r")
    world.story = life.story
    await world.project(READ_MODEL)
    first, last = (BEGINS + timedelta(day) for day in days)
    shown = [
        duty
        for duty in await world.ask(queries.duties_of, life.one, last)
        if duty.kind in KINDS and first <= duty.due_on <= last
    ]
    for unit in life.units:
        owed = [one for one in shown if unit == (one.organization or (one.done and one.done[0].organization))]
        met = sum(one.status is DutyStatus.DONE for one in owed)
        counted: Counted = life.met(unit, Scope(first, last))
        assert (counted.numerator, counted.denominator) == (met, len(owed))
        done = {deed.position for one in owed for deed in one.done}
        called = {one.called.position for one in owed if not one.done and one.called}
        assert done | called <= set(counted.positions)
