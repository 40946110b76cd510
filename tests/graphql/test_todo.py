"""`me { todo }`: what waits for whom, by deadline, with the mutation that does it."""

from datetime import UTC, datetime

import pytest
from asking import Asker, Door
from founding import found, register

from concord.api.permissions import MUTATIONS
from concord.api.todo import steps
from concord.commanding import day_of
from concord.identity import Role
from concord.tenancy import Tenant

TODO = """query ($first: Int! = 100, $on: Date, $at: Position) {
    me { todo(first: $first, on: $on, atLeast: $at) {
    title action mutation dueOn overdue organization { id } subject { __typename id } } } }"""
TEXT = {"title": "厂区照明", "description": "夜班不便"}


class Cast:
    """A member, a department, the secretary, and one ticket."""

    def __init__(self, api: Door, tenant: Tenant, administrator: Asker) -> None:
        self._api, self._tenant, self.administrator = api, tenant, administrator

    async def enter(self) -> "Cast":
        self.raiser, self.department = [await register(self.administrator) for _ in range(2)]
        self.alliance = await found(self.administrator, [self.raiser])
        self.officer = self._api.enter(self._tenant, Role.OFFICER, organization=self.raiser)
        self.handler = self._api.enter(self._tenant, Role.HANDLER, organization=self.department)
        self.secretary = self._api.enter(self._tenant, Role.SECRETARY)
        raised = await self.officer.done(
            "ticketRaise", "ticket { id }", allianceId=self.alliance, raiserId=self.raiser, **TEXT
        )
        self.ticket = raised["ticket"]["id"]
        return self

    async def waiting(self) -> dict[str, list[str]]:
        """Who has which step of the ticket to take."""
        found = {}
        head = (await self.administrator.ask("{ ledger { head } }")).only["head"]
        for name in ("secretary", "officer", "handler"):
            mine = (await getattr(self, name).ask(TODO, at=head)).only["todo"]
            if steps_of_it := [one["mutation"] for one in mine if one["subject"]["id"] == self.ticket]:
                found[name] = steps_of_it
        return found


@pytest.fixture
async def cast(api: Door, tenant: Tenant, administrator: Asker) -> Cast:
    return await Cast(api, tenant, administrator).enter()


async def test_a_ticket_waits_for_whoever_takes_its_next_step(cast: Cast):
    assert await cast.waiting() == {"secretary": ["ticketTriage"]}
    await cast.secretary.done("ticketTriage", ticketId=cast.ticket, level="COORDINATED")
    assert await cast.waiting() == {"secretary": ["ticketDispatch"]}
    await cast.secretary.done("ticketDispatch", ticketId=cast.ticket, departmentId=cast.department)
    assert await cast.waiting() == {"handler": ["ticketAccept"]}
    await cast.handler.done("ticketAccept", ticketId=cast.ticket)
    assert await cast.waiting() == {"handler": ["ticketResolve"]}
    await cast.handler.done("ticketResolve", ticketId=cast.ticket, answer="已增设")
    assert await cast.waiting() == {"officer": ["ticketConfirm"]}
    await cast.officer.done("ticketConfirm", ticketId=cast.ticket, satisfaction="SATISFIED")
    assert await cast.waiting() == {"secretary": ["ticketClose"]}
    await cast.secretary.done("ticketClose", ticketId=cast.ticket)
    assert await cast.waiting() == {}


async def test_what_is_due_first_comes_first_and_what_is_over_is_overdue(cast: Cast):
    mine = (await cast.secretary.ask(TODO, on="2099-01-01")).only["todo"]
    assert [one["dueOn"] for one in mine] == sorted(one["dueOn"] for one in mine)
    assert all(one["overdue"] for one in mine)
    ticket = next(one for one in mine if one["subject"]["id"] == cast.ticket)
    assert (ticket["title"], ticket["action"]) == ("厂区照明", "分级")
    assert {one["subject"]["__typename"] for one in mine} == {"Ticket", "Alliance"}
    assert len((await cast.secretary.ask(TODO, on="2099-01-01", first=1)).only["todo"]) == 1


async def test_a_duty_of_a_member_says_whose_it_is(cast: Cast):
    members = [cast.raiser, cast.department]
    await found(cast.administrator, members, obligations={"dutyReportMonth": 1})
    after_a_year = f"{day_of(datetime.now(UTC)).year + 2}-02-01"
    head = (await cast.administrator.ask("{ ledger { head } }")).only["head"]
    mine = (await cast.secretary.ask(TODO, on=after_a_year, at=head)).only["todo"]
    reports = [one for one in mine if one["mutation"] == "meetingHearDutyReport"]
    assert {one["organization"]["id"] for one in reports} == set(members)


async def test_nobody_sees_what_another_department_has_to_do(cast: Cast, api: Door, tenant: Tenant):
    await cast.secretary.done("ticketTriage", ticketId=cast.ticket, level="COORDINATED")
    await cast.secretary.done("ticketDispatch", ticketId=cast.ticket, departmentId=cast.department)
    assert await cast.waiting() == {"handler": ["ticketAccept"]}
    other = api.enter(tenant, Role.HANDLER, organization=await register(cast.administrator))
    for idle in (other, api.enter(tenant, Role.AUDITOR), api.enter(tenant, Role.OPERATOR)):
        assert (await idle.ask(TODO)).only["todo"] == []


async def test_an_annotation_waits_for_another_person_than_proposed_it(cast: Cast):
    done = await cast.administrator.done("entryProposeAnnotation", entry=1, reason="名称有误")
    mine = (await cast.secretary.ask(TODO, at=done["position"])).only["todo"]
    waits = [one for one in mine if one["dueOn"] is None]
    assert [(one["title"], one["mutation"]) for one in waits] == [("台账第 1 条", "entryConfirmAnnotation")]
    mine = (await cast.administrator.ask(TODO)).only["todo"]
    assert "entryConfirmAnnotation" not in {one["mutation"] for one in mine}


@pytest.mark.parametrize("first", [0, 101])
async def test_it_has_a_limit(cast: Cast, first: int):
    assert (await cast.secretary.ask(TODO, first=first)).codes == ["BAD_USER_INPUT"]


def test_every_step_is_a_mutation_that_there_is():
    named = [one.mutation for one in (*steps.TICKETS.values(), *steps.TASKS.values(), steps.ANNOTATION)]
    assert set(named) | {steps.KEEPER} <= set(MUTATIONS)
