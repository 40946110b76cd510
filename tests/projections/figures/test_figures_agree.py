"""Figures summed by SQL over read models are those counted from the entries alone, whatever happened."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from counting import Town, confirmed, dispatched, noon, resolved
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import said

from concord.figures import CURRENT, DEFINITIONS, Measure, Scope, rate
from concord.readmodels.figures import READ_MODEL, queries
from concord.readmodels.figures.queries import FigureScope
from concord.readmodels.figures.rows import all_departments, all_funds, all_themes, all_volunteers

BEGINS = date(2026, 1, 1)
DEFINITION = DEFINITIONS[CURRENT]
COVERED = (
    "organizations",
    "party_organizations",
    "without_party_organization",
    "party_members",
    "affiliated_enterprises",
)
ANSWERED = (
    "dispatched",
    "answered",
    "on_time",
    "late",
    "open",
    "returned",
    "taken",
    "dissatisfied",
    "closing_rate",
    "on_time_rate",
    "satisfaction_rate",
)


class Life:
    """Half a year of chance, day by day."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.town, self.day = chance, Town(), BEGINS
        self.units = [uuid4() for _ in range(5)]
        for one in self.units:
            self.town.unit(one, form=chance.choice(["NONE", "BRANCH"]), members=chance.randint(0, 9))
        self.alliances = [
            self.town.alliance(
                *self.units[:3], kind=kind, approved_on=BEGINS + timedelta(chance.randint(0, 9))
            )
            for kind in ("REGIONAL", "SECTOR", "SECTOR")
        ]
        self.activities: list[UUID] = []
        self.tickets: list[UUID] = []
        self.resources: list[UUID] = []
        self.funds: list[UUID] = []
        for _ in range(chance.randint(20, 60)):
            self.day += timedelta(chance.randint(0, 2))
            chance.choice(
                [
                    self.membership,
                    self.profile,
                    self.activity,
                    self.correction,
                    self.service,
                    self.ticket,
                    self.step,
                    self.benefit,
                    self.resource,
                    self.sharing,
                    self.fund,
                    self.money,
                ]
            )()

    def unit(self) -> UUID:
        return self.chance.choice(self.units)

    def alliance(self) -> UUID:
        return self.chance.choice(self.alliances)

    def about(self) -> date:
        """Some days ago."""
        return self.day - timedelta(self.chance.randint(0, 5))

    def tell(self, name: str, stream: UUID, **data: Any) -> None:
        self.town.story.tell(name, stream, at=noon(self.day), **data)

    def membership(self) -> None:
        alliance, who = self.alliance(), {"organization": self.unit(), "tier": "Y"}
        joined = {"joined_by": "DIRECT", "joined_on": self.about()}
        self.chance.choice(
            [
                lambda: self.tell("alliances.MemberJoined", alliance, **joined, **who),
                lambda: self.tell("alliances.MemberLeft", alliance, left_on=self.about(), **who),
                lambda: self.tell(
                    "alliances.MemberRemoved",
                    alliance,
                    removed_on=self.about(),
                    resolution="r",
                    reason=said("r"),
                    **who,
                ),
            ]
        )()

    def profile(self) -> None:
        form = self.chance.choice(["NONE", "BRANCH"])
        self.town.unit(self.unit(), form=form, members=self.chance.randint(0, 9), on=self.about())

    def activity(self) -> None:
        who = self.chance.sample(self.units, 2)
        records = [(one, self.chance.randint(0, 3), 3) for one in who]
        days = {"held_on": self.about()} if self.chance.random() < 0.3 else {}
        lead = self.chance.choice([None, who[0]])
        made = self.town.activity(self.alliance(), self.about(), *records, lead=lead, **days)
        self.activities.append(made)

    def correction(self) -> None:
        if not self.activities:
            return
        record = {"organization": self.unit(), "present": 2, "expected": 4, "attendees": []}
        what = self.chance.choice(
            [
                {"field": "ATTENDANCE", "attendance": record},
                {"field": "THEME", "text": "SAFETY"},
                {"field": "HELD_ON", "day": self.about()},
                {"field": "TITLE", "text": "别名"},
            ]
        )
        activity = self.chance.choice(self.activities)
        self.tell("activities.ActivityCorrected", activity, corrects=3, reason=said("r"), **what)

    def service(self) -> None:
        """Hours of volunteers, logged for the first time or put right."""
        if self.activities:
            hours = {"persons": self.chance.randint(1, 9), "hours": f"{self.chance.randint(1, 40)}.5"}
            told = {"organization": self.unit(), "corrects": None, "reason": None, **hours}
            self.tell("activities.VolunteerHoursLogged", self.chance.choice(self.activities), **told)

    def benefit(self) -> None:
        money = self.chance.random() < 0.5
        value = {"amount": Decimal("1000.25")} if money else {"count": self.chance.randint(1, 9)}
        kind = self.chance.choice(["DONATION", "OUTPUT"] if money else ["PEOPLE_HELPED"])
        told = {"alliance": self.alliance(), "kind": kind, "basis": (1,), **value}
        self.town.story.tell("projects.BenefitRecorded", uuid4(), at=noon(self.day), on=self.about(), **told)

    def resource(self) -> None:
        told = {"alliance": self.alliance(), "owner": self.unit(), "kind": "VENUE", "name": "阵地"}
        self.resources.append(made := uuid4())
        self.late("resources.ResourceShared", made, **told)

    def sharing(self) -> None:
        if not self.resources:
            return
        resource, booking = self.chance.choice(self.resources), uuid4()
        listing = {"list_code": self.chance.choice("AB"), "list_name": "清单"}
        slot = {"starts_on": self.day, "starts_at": "09:00", "ends_on": self.day, "ends_at": "10:00"}
        asked = {"resource": resource, "alliance": uuid4(), "owner": uuid4(), "organization": uuid4()}
        match self.chance.choice(["list", "delist", "withdraw", "book", "book"]):
            case "list":
                self.late("resources.ResourceListed", resource, **listing)
            case "delist":
                self.late("resources.ResourceDelisted", resource, **listing)
            case "withdraw":
                self.late("resources.ResourceWithdrawn", resource)
                self.resources.remove(resource)  # nothing more happens to it
            case "book":
                told = {"title": "用途", "slot": slot, "next_due_on": self.day}
                self.late("resources.BookingRequested", booking, **asked, **told)
                if self.chance.random() < 0.7:
                    persons = self.chance.randint(0, 9)
                    self.late("resources.BookingUsed", booking, resource=resource, persons=persons)

    def fund(self) -> None:
        told = {"alliance": self.alliance(), "year": 2026, "code": self.chance.choice(["WORK", "DUES"])}
        self.funds.append(made := uuid4())
        self.late("funds.FundOpened", made, name="经费", currency="CNY", **told)

    def money(self) -> None:
        if not self.funds:
            return
        fund, amount = self.chance.choice(self.funds), f"{self.chance.randint(1, 900)}.25"
        basis = {"kind": "RESULT", "record": uuid4(), "reference": "r", "resolution": None}
        spent = {"recipient": self.unit(), "item": self.chance.choice(["I", "J"]), "amount": amount}
        source = self.chance.choice(["DONATION", "CARRIED_OVER"])
        name, data = self.chance.choice(
            [
                ("BudgetAllocated", {"amount": amount, "document": "d"}),
                ("ContributionReceived", {"contribution": uuid4(), "source": source, "amount": amount}),
                ("GrantApproved", {"grant": uuid4(), "item_name": "项", "basis": basis, **spent}),
                ("PaymentMade", {"payment": uuid4(), "item_name": "项", "of_dues": False} | spent),
                ("PaymentReversed", {"payment": uuid4(), "reason": said("r"), **spent}),
                ("FundClosed", {"balance": amount}),
            ]
        )
        more = {"basis": basis} if name == "PaymentMade" else {}
        self.late(f"funds.{name}", fund, **data, **more)

    def late(self, name: str, stream: UUID, /, **data: Any) -> None:
        """Said of some days ago."""
        self.town.story.tell(name, stream, at=noon(self.day), on=self.about(), **data)

    def ticket(self) -> None:
        raised = {"raiser": self.unit(), "title": "诉求", "description": said("d"), "next_due_on": self.day}
        self.tickets.append(ticket := uuid4())
        self.tell("tickets.TicketRaised", ticket, alliance=self.alliance(), **raised)

    def step(self) -> None:
        if not self.tickets:
            return
        ticket, due = self.chance.choice(self.tickets), self.day + timedelta(self.chance.randint(-5, 9))
        whose = {"department": self.chance.choice([None, self.unit()]), "reason": said("r")}
        department = whose["department"] or self.units[0]
        moved = {"due_on": self.day, "next_due_on": due}
        name, _, data = self.chance.choice(
            [
                dispatched(self.day, department, due),
                dispatched(self.day, department, due),
                ("TicketAccepted", self.day, {"department": department, **moved}),
                resolved(self.day, due, whose["department"]),
                resolved(self.day, due, department),
                confirmed(self.day, self.chance.choice([None, "SATISFIED", "DISSATISFIED"])),
                ("TicketReopened", self.day, {"times": 1, "next_due_on": due, **whose}),
                ("TicketReturned", self.day, {**whose, "department": department, **moved}),
                (
                    "TicketEscalated",
                    self.day,
                    {"from_level": "ON_SITE", "to_level": "COORDINATED", **whose, **moved},
                ),
                ("DeadlineExtended", self.day, {"step": "ACCEPTED", "reason": said("r"), **moved}),
                ("TicketWithdrawn", self.day, {"due_on": due}),
            ]
        )
        self.tell(f"tickets.{name}", ticket, **data)


async def summed(world: Any, scope: Scope) -> dict[tuple[str, str], Any]:
    """The read model's figures, by the definition's codes."""
    asked = FigureScope(scope.first, scope.last, scope.alliance)
    found: dict[tuple[str, str], Any] = {}
    for row in await world.ask(queries.coverage, asked):
        for name in COVERED:
            found[f"coverage.{row.dimension}.{name}", row.part] = getattr(row, name)
        if row.dimension == "kind":
            found["coverage.kind.alliances", row.part] = row.alliances
    themes = await world.ask(queries.themes, asked)
    for row in (*themes, all_themes(themes)):
        for name in ("organizations", "present", "expected", "attendance_rate"):
            found[f"activities.{name}", row.theme] = getattr(row, name)
        found["activities.held", row.theme] = row.activities
    served = await world.ask(queries.volunteering, asked)
    for row in (*served, all_volunteers(served)):
        for name in ("activities", "persons", "hours"):
            found[f"volunteering.{name}", row.theme] = getattr(row, name)
    departments = await world.ask(queries.departments, asked)
    for row in (*departments, all_departments(departments)):
        for name in ANSWERED:
            found[f"tickets.{name}", str(row.department or "")] = getattr(row, name)
    for row in await world.ask(queries.benefits, asked):
        found["benefits.records", row.kind] = row.records
        found["benefits.value", row.kind] = row.value
    for row in await world.ask(queries.resources, asked):
        for name in ("shared", "bookings", "used", "persons"):
            found[f"resources.{name}", row.list_code] = getattr(row, name)
    purposes = await world.ask(queries.funds, asked)
    for row in (*purposes, all_funds(purposes)):
        for name in ("allocated", "received", "granted", "paid", "balance"):
            found[f"funds.{name}", row.purpose] = getattr(row, name)
    for row in await world.ask(queries.spending, asked):
        found["funds.spent", row.item] = row.paid
    found["tickets.raised", ""] = await world.ask(queries.raised, asked)
    return found


@settings(max_examples=30, deadline=None)
@given(
    chance=st.randoms(use_true_random=False),
    days=st.tuples(st.integers(-5, 60), st.integers(-5, 60)).map(sorted),
    one=st.booleans(),
)
async def test_figures_of_any_period_are_those_of_the_entries(new_world, chance, days, one):
    life, world = Life(chance), await new_world()
    world.story = life.town.story
    await world.project(READ_MODEL)
    first, last = (BEGINS + timedelta(day) for day in days)
    scope = Scope(first, last, life.alliances[0] if one else None)
    count = life.town.count(scope, DEFINITION)
    counted = {(figure.code, figure.of): figure.value for figure in count.figures()}
    found = await summed(world, scope)
    # Where no alliance is in being, altogether is nothing: the definition leaves it out, the query says 0.
    nothing = dict.fromkeys(found.keys() - counted.keys(), 0)
    assert {key: value for key, value in found.items() if key in nothing} == nothing
    assert {key: value for key, value in found.items() if key in counted} == counted

    members = {
        row.organization: row
        for row in await world.ask(queries.members, FigureScope(first, last, scope.alliance))
    }
    for unit in life.units:
        rate_of, led = count.of(unit, Measure.ATTENDANCE_RATE), count.of(unit, Measure.ACTIVITIES_LED)
        attended = count.of(unit, Measure.ACTIVITIES_ATTENDED)
        row = members.get(unit)
        told = (row.present, row.expected, row.attended, row.led) if row else (0, 0, 0, 0)
        assert told == (rate_of.numerator, rate_of.denominator, attended.numerator, led.numerator)
        assert (row.attendance_rate if row else None) == rate(rate_of.numerator, rate_of.denominator or 0)
    assert all(isinstance(value, int | Decimal | None) for value in found.values())


async def test_who_leaves_on_the_last_day_is_no_member_on_it(world):
    town, member, stayed = Town(), uuid4(), uuid4()
    for one in (member, stayed):
        town.unit(one)
    alliance = town.alliance(member, stayed)
    left = {"organization": member, "tier": "Y", "left_on": date(2026, 3, 31)}
    town.story.tell("alliances.MemberLeft", alliance, **left)
    world.story = town.story
    await world.project(READ_MODEL)
    for until, members in ((date(2026, 3, 30), 2), (date(2026, 3, 31), 1)):
        rows = await world.ask(queries.coverage, FigureScope(BEGINS, until))
        assert {row.part: row.organizations for row in rows if row.dimension == "kind"} == {
            "": members,
            "REGIONAL": members,
        }
