"""A year of an alliance, lived through the API alone: a clerk's steps, and the duties that they do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import uuid4

from asking import Asker, Door
from founding import register
from living import Clock

from concord.identity import Role

DUTIES = """query ($id: ID!, $on: Date!, $at: Position!, $kinds: [DutyKind!]) {
    duties(allianceId: $id, on: $on, kinds: $kinds, atLeast: $at) {
    kind code name startsOn dueOn status organization { id } done { position } } }"""
BREACHES = "query ($id: ID!, $at: Position!) { alliance(id: $id, atLeast: $at) { breaches { breach } } }"
DONE = ("DONE", "DONE_LATE")
MEETING = "meeting { id motions { motionId } }"
FILE = {"originalSha256": "a" * 64, "storedSha256": "b" * 64, "size": 1_000, "mediaType": "image/jpeg"}


class Rule(NamedTuple):
    """What breaks a rule, and how the refusal names it. In `members` “@x” is what the year calls x."""

    code: str
    says: str
    mutation: str
    members: dict[str, Any]
    by: str = "office"
    """Or the name of a unit, for which its officer asks."""

    def __str__(self) -> str:
        return f"{self.mutation}-{self.code}"


class Year:
    """One tenant that lives through a year. `names`: what was made, by the name that the story gives it."""

    def __init__(self, api: Door, clock: Clock) -> None:
        self._api, self._clock = api, clock
        self.names: dict[str, str] = {}
        self.office = self._enter(Role.ADMINISTRATOR)
        self.committee = self._enter(Role.COMMITTEE)
        self.today = ""
        self.head = 0
        """Ledger position of what was done last."""
        self.turned: set[str] = set()
        """Kinds of duty that were seen turning from due to done."""

    def _enter(self, role: Role, **more: Any) -> Asker:
        return replace(self._api.enter(self._clock.tenant, role, subject=uuid4(), **more), language="zh")

    def officer(self, unit: str) -> Asker:
        """Whoever speaks for a unit of that name."""
        return self._enter(Role.OFFICER, organization=self.names[unit])

    def __getitem__(self, name: str) -> str:
        return self.names[name]

    def meant(self, value: Any) -> Any:
        """The value, with what names in it stand for."""
        if isinstance(value, dict):
            return {name: self.meant(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.meant(one) for one in value]
        return self.names[value[1:]] if isinstance(value, str) and value.startswith("@") else value

    async def on(self, day: str) -> None:
        """That day comes."""
        self.today = day
        await self._clock.on(day)

    # What is done, and what is refused

    async def do(
        self, mutation: str, select: str = "position", /, by: Asker | None = None, **members: Any
    ) -> Any:
        """What a mutation that is not refused answers with."""
        payload = await (by or self.office).done(mutation, select, **self.meant(members))
        self.head = payload["position"]
        return payload

    async def make(
        self, name: str, mutation: str, of: str, /, by: Asker | None = None, **members: Any
    ) -> None:
        """As `do`; what it makes, an object called `of` in the answer, has that name from then on."""
        payload = await self.do(mutation, f"{of} {{ id }}", by, **members)
        self.names[name] = payload[of]["id"]

    async def refused(self, rule: Rule) -> None:
        """It is refused with the rule's code in a sentence that names the rule, and nothing has changed."""
        before = await self._head()
        by = self.office if rule.by == "office" else self.officer(rule.by)
        payload = await by.do(rule.mutation, **self.meant(rule.members))
        assert [error["code"] for error in payload["errors"]] == [rule.code], payload
        assert rule.says in payload["errors"][0]["message"]
        assert (payload["position"], await self._head()) == (None, before)

    async def _head(self) -> int:
        head: int = (await self.office.ask("{ ledger { head } }")).only["head"]
        return head

    # Duties

    async def duties(self, *kinds: str) -> list[dict[str, Any]]:
        """Everything that the alliance owed by today, or only of these kinds."""
        asked = {"id": self["alliance"], "on": self.today, "at": self.head, "kinds": list(kinds) or None}
        found: list[dict[str, Any]] = (await self.office.ask(DUTIES, **asked)).only
        return found

    @asynccontextmanager
    async def turning(
        self, kind: str, code: str | None = None, *, unit: str | None = None, status: str = "DUE"
    ) -> AsyncIterator[None]:
        """The next duty of that kind waits, and what happens inside does it, as the ledger shows."""
        duty = next(one for one in await self._of(kind, code, unit) if one["status"] not in DONE)
        assert duty["status"] == status, duty
        before = self.head
        yield
        (after,) = [one for one in await self._of(kind, code, unit) if _same(one, duty)]
        assert after["status"] == ("DONE" if status == "DUE" else "DONE_LATE"), after
        assert any(before < one["position"] <= self.head for one in after["done"]), after
        self.turned.add(kind)

    async def _of(self, kind: str, code: str | None, unit: str | None) -> list[dict[str, Any]]:
        whose = None if unit is None else {"id": self[unit]}
        return [
            one
            for one in await self.duties(kind)
            if code in (None, one["code"]) and whose in (None, one["organization"])
        ]

    async def settled(self, until: str) -> set[str]:
        """Nothing that was due by that day is open. Returns the kinds of everything that was owed."""
        listed = await self.duties()
        assert [one for one in listed if one["dueOn"] <= until and one["status"] not in DONE] == []
        return {one["kind"] for one in listed}

    # A clerk's steps

    async def units(self, *names: str, **more: Any) -> None:
        """Registers units by these names."""
        for name in names:
            self.names[name] = await register(self.office, **{"partyForm": "BRANCH"} | more)

    async def found(self, tiers: dict[str, str], *, name: str = "alliance", **more: Any) -> None:
        """An alliance, with members by name and tier."""
        members = [{"organizationId": self[unit], "tier": tier} for unit, tier in tiers.items()]
        await self.make(name, "allianceFound", "alliance", name=name, members=members, **more)

    async def adopt(self, charter: str) -> None:
        """A programme that governs several alliances."""
        adopted = {"name": "实施方案", "shippedCharter": charter, "document": "一号"}
        await self.make("programme", "programmeAdopt", "programme", **adopted)

    async def call(self, code: str, day: str, *, name: str = "meeting", by: str | None = None) -> None:
        """A meeting is called, by a unit's officer or by the office for whoever calls such meetings. The one
        before it is the “last” one from then on."""
        self.names["last"] = self.names.get(name, "")
        members = {"allianceId": "@alliance", "code": code, "title": "会议", "plannedOn": day}
        await self.make(name, "meetingCall", "meeting", self.officer(by) if by else None, **members)

    async def gather(self, *units: str, name: str = "meeting") -> None:
        """It is held, attended by these."""
        await self.do("meetingHold", meetingId=f"@{name}", attendedIds=[self[one] for one in units])

    async def resolve(
        self,
        name: str,
        *units: str,
        kind: str = "GENERAL",
        about: str | None = None,
        meeting: str = "meeting",
    ) -> None:
        """The meeting passes a motion about something, by the votes of these units."""
        of = {"meetingId": f"@{meeting}"}
        subject = {} if about is None else {"subjectId": self[about]}
        tabled = await self.do("meetingTableMotion", MEETING, kind=kind, title="议案", **subject, **of)
        self.names[name] = tabled["meeting"]["motions"][-1]["motionId"]
        ballots = [{"organizationId": self[one], "choice": "FOR"} for one in units]
        await self.do("meetingCastVotes", motionId=f"@{name}", ballots=ballots, **of)
        await self.do("meetingDecideMotion", motionId=f"@{name}", **of)

    async def follow_up(self, *resolutions: str) -> None:
        """It is said what came of the last meeting's resolutions."""
        for one in resolutions:
            await self.do("meetingFollowUp", meetingId="@last", resolutionId=f"@{one}", report="已落实")

    def decision(self, resolution: str, meeting: str = "meeting") -> dict[str, str]:
        """A reference to what a meeting passed."""
        return {"meetingId": self[meeting], "resolution": self[resolution]}

    async def schedule(self, name: str, day: str, proposer: str, **more: Any) -> None:
        """A small activity is proposed by a member, with its day."""
        given = {"source": "MEMBERS", "scale": "SMALL", "title": f"活动{day}"} | more
        await self.make(
            name, "activityPropose", "activity", allianceId="@alliance", proposerId=self[proposer], **given
        )
        await self.do("activitySchedule", activityId=f"@{name}", startsOn=day, place="党群服务中心")

    async def hold(self, name: str, unit: str) -> None:
        """It takes place, led by whose turn it is, attended, with evidence, and is logged."""
        of = {"activityId": f"@{name}"}
        await self.do("activityAssignLead", **of)
        await self.do("activityHold", **of)
        came = [{"organizationId": self[unit], "present": 8, "expected": 10}]
        await self.do("activityRecordAttendance", records=came, **of)
        await self.do("activityAttachEvidence", **FILE, **of)
        await self.do("activityLog", summary="按计划完成", **of)

    async def report(self, period: str, day: str, *, status: str = "DUE") -> None:
        """A period's report is drafted and submitted by the office, and accepted by the committee."""
        await self.on(day)
        await self.make("report", "reportDraft", "report", allianceId="@alliance", period=period)
        async with self.turning("REPORT", status=status):
            await self.do("reportSubmit", reportId="@report", summary="情况报告")
        await self.refused(
            Rule("JUDGED_BY_AUTHOR", "报送人不能审核自己的报告", "reportAccept", {"reportId": "@report"})
        )
        await self.do("reportAccept", by=self.committee, reportId="@report")

    async def lead(self, name: str, code: str, deputies: int = 0) -> None:
        """A body of the charter is formed and gets its leaders."""
        self.names[name] = str(uuid4())
        await self.do("allianceFormGroup", allianceId="@alliance", code=code, commandId=f"@{name}")
        persons = [{"person": {"name": f"负责人{n}"}} for n in range(deputies + 1)]
        async with self.turning("LEADERSHIP", code):
            await self.do(
                "allianceSetGroupLeadership",
                allianceId="@alliance",
                group=f"@{name}",
                leaders=persons[:1],
                deputies=persons[1:],
            )

    async def cure(self, stands: str, **move: Any) -> None:
        """A breach is cured by a member that moves up, and not before: it `stands`, says the refusal."""
        asked = await self.office.ask(BREACHES, id=self["alliance"], at=self.head)
        (breach,) = asked.only["breaches"]
        curing = {"allianceId": "@alliance", "breach": breach["breach"]}
        await self.refused(Rule("BREACH_STANDS", stands, "allianceCureBreach", curing))
        await self.do("allianceChangeTier", allianceId="@alliance", moves=[move])
        async with self.turning("BREACH"):
            await self.do("allianceCureBreach", **curing)

    async def obey(self, obliges: str, due_on: str) -> None:
        """An order from above obliges to something by a day."""
        members = {"issuer": "上级", "title": "部署", "obliges": obliges, "dueOn": due_on}
        await self.do("allianceReceiveDirective", allianceId="@alliance", **members)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[member] == other[member] for member in ("kind", "code", "name", "dueOn"))
