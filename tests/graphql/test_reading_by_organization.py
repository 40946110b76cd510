"""What is between an organization and the committee is seen by both and by nobody else, whichever way it is
asked for; a group leader is bound to his group."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from asking import Asker, Door
from founding import found, register
from socketing import admitted

from concord.api import ids
from concord.api.sight import ACTING, ENTRIES, RECORDS, Reach, Record
from concord.commanding.commander import contexts
from concord.eventstore.mapper import Mapper
from concord.identity import Role
from concord.tenancy import Tenant

YEAR = date.today().year
LAST = str(YEAR - 1)
SCORED = {
    "code": "inspect",
    "name": "督导检查",
    "kind": "SCORE",
    "minimum": "0",
    "maximum": "100",
    "weight": "1",
    "required": True,
}
CLAIMED = SCORED | {"code": "claimed", "source": "SELF_REPORT"}
CHARTER: dict[str, Any] = {
    "groups": [{"code": "DIVISION", "name": "联组", "kind": "DIVISION"}],
    "funds": {
        "items": [{"code": "AWARD", "name": "奖励", "bases": ["RESULT", "GRANT"]}],
        "rewards": [{"code": "BEST", "item": "AWARD", "fund": "AWARD", "scheme": "paid", "places": [3, 2]}],
    },
}
SEEN = """query ($open: ID!, $final: ID!, $fund: ID!, $asOf: AsOf) {
  open: assessment(id: $open, asOf: $asOf) {
    scoreCount selfReports { organization { id } } scores { organization { id } } }
  final: assessment(id: $final, asOf: $asOf) { objectionCount openObjectionCount
    objections { organization { id } } scores { organization { id } } standings { organization { id } } }
  fund(id: $fund, asOf: $asOf) { rewards { organization: recipient { id } } }
  honours(first: 5, asOf: $asOf) { totalCount nodes { organization { id } } } }"""
PAGED = """query ($after: String) { honours(first: 1, after: $after) {
  nodes { organization { id } } pageInfo { hasNextPage endCursor } } }"""
SEALED = """query ($t: [String!]) { ledger { entries(first: 100, filter: {types: $t}) {
  totalCount nodes { position type entry } } } }"""


@dataclass
class Scene:
    """Of two members, each with a record of every kind; a group with the second one as its member."""

    alliance: str
    units: list[str]
    leader: UUID
    ids: dict[str, str]

    async def seen_by(self, asker: Asker, as_of: int | None = None) -> dict[Record, set[str]]:
        moment = {"asOf": {"position": as_of}} if as_of else {}
        answer = await asker.ask(SEEN, **self.ids, **moment)
        assert not answer.errors, answer.errors
        assert answer.data is not None
        open_, final, honours = answer.data["open"], answer.data["final"], answer.data["honours"]
        assert open_["scoreCount"] == len(open_["scores"])
        assert final["objectionCount"] == final["openObjectionCount"] == len(final["objections"])
        assert honours["totalCount"] == len(honours["nodes"])
        assert _of(final["scores"]) == _of(final["standings"]) == set(self.units), "results are for all"
        return {
            Record.SELF_REPORT: _of(open_["selfReports"]),
            Record.SCORE: _of(open_["scores"]),
            Record.OBJECTION: _of(final["objections"]),
            Record.REWARD: _of(answer.data["fund"]["rewards"]),
            Record.NOMINATION: _of(honours["nodes"]),
        }


def _of(rows: list[dict[str, Any]]) -> set[str]:
    return {row["organization"]["id"] for row in rows}


@pytest.fixture
async def scene(api: Door, administrator: Asker, tenant: Tenant) -> Scene:
    units = [await register(administrator) for _ in range(2)]
    alliance = await found(administrator, units, occurred_on=f"{LAST}-01-01", **CHARTER)
    leader = uuid4()
    formed = await administrator.done(
        "allianceFormGroup", "alliance { groups { group } }", allianceId=alliance, code="DIVISION"
    )
    group = {"allianceId": alliance, "group": formed["alliance"]["groups"][0]["group"]}
    head = [{"person": {"subject": str(leader), "name": "王组长"}}]
    await administrator.done("allianceSetGroupLeadership", **group, leaders=head)
    await administrator.done("allianceGroupMember", **group, organizationId=units[1])
    open_ = await _assessment(administrator, alliance, "claims", CLAIMED)
    disputed = await _assessment(administrator, alliance, "final", SCORED, publicationDays=7)
    paid = await _assessment(administrator, alliance, "paid", SCORED)
    for unit, score in zip(units, ("90", "70"), strict=True):
        of = {"organizationId": unit, "evidence": [1]}
        claim = {"assessmentId": open_, "indicator": "claimed", "claimed": "80", "statement": "四次"}
        await administrator.done("assessmentFileSelfReport", **claim, **of)
        by = {"indicator": "inspect", "score": score}
        await administrator.done("assessmentScore", assessmentId=open_, **by | {"indicator": "claimed"}, **of)
        for one in (disputed, paid):
            await administrator.done("assessmentScore", assessmentId=one, **by, **of)
    for one in (disputed, paid):
        await administrator.done("assessmentFinalize", assessmentId=one)
    await administrator.done("assessmentPublish", assessmentId=disputed)
    for unit in units:
        of = {"organizationId": unit, "evidence": [1]}
        objection = {"assessmentId": disputed, "indicator": "inspect", "statement": "漏记"}
        await administrator.done("assessmentObject", **objection, **of)
        honour = {"allianceId": alliance, "kind": "ORGANIZATION", "title": "先进", "period": LAST}
        await administrator.done("honourNominate", **honour, citation="事迹", **of)
    fund = await _rewarded(administrator, alliance, paid)
    return Scene(alliance, units, leader, {"open": open_, "final": disputed, "fund": fund})


async def _assessment(asker: Asker, alliance: str, code: str, indicator: dict[str, Any], **more: Any) -> str:
    scheme = {"allianceId": alliance, "code": code, "name": "考核", "effectiveFrom": f"{LAST}-01-01"}
    await asker.done("schemePublish", **scheme, indicators=[indicator], **more)
    of = {"allianceId": alliance, "scheme": code, "period": LAST}
    opened = await asker.done("assessmentOpen", "assessment { id }", **of)
    made: str = opened["assessment"]["id"]
    return made


async def _rewarded(asker: Asker, alliance: str, assessment: str) -> str:
    of = {"allianceId": alliance, "year": YEAR}
    opened = await asker.done("fundOpen", "fund { id }", code="AWARD", name="奖励经费", **of)
    made: str = opened["fund"]["id"]
    await asker.done("fundAllocate", fundId=made, amount="100", document="预算1号")
    rule = {"fundCode": "AWARD", "rule": "BEST", "assessmentId": assessment}
    await asker.done("fundProposeRewards", "fund { id }", **of, **rule)  # once it can be read
    return made


def viewers(api: Door, tenant: Tenant, scene: Scene) -> dict[str, tuple[Asker, set[str]]]:
    """Everybody who reads, with the members whose records are for him."""
    one, other = scene.units
    acting: dict[str, tuple[Role, dict[str, Any], set[str]]] = {
        "officer": (Role.OFFICER, {"organization": one}, {one}),
        "handler": (Role.HANDLER, {"organization": other}, {other}),
        "officer of nobody": (Role.OFFICER, {}, set()),
        "leader": (Role.LEADER, {"subject": scene.leader}, {other}),
        "leader of one": (Role.LEADER, {"subject": scene.leader, "organization": one}, {one, other}),
        "leader of no group": (Role.LEADER, {}, set()),
    }
    found_ = {name: (api.enter(tenant, role, **more), sees) for name, (role, more, sees) in acting.items()}
    whole = (Role.ADMINISTRATOR, Role.COMMITTEE, Role.SECRETARY, Role.ASSESSOR, Role.AUDITOR)
    return found_ | {role.value: (api.enter(tenant, role), {one, other}) for role in whole}


async def test_each_sees_what_is_its_own_and_those_who_judge_see_all(api: Door, tenant: Tenant, scene: Scene):
    head = (await api.enter(tenant).ask("{ ledger { head } }")).only["head"]
    for name, (asker, sees) in viewers(api, tenant, scene).items():
        for moment in (None, head) if name in ("officer", "leader") else (None,):
            seen = await scene.seen_by(asker, moment)
            assert seen == dict.fromkeys(seen, sees), (name, moment)


async def test_pages_and_ids_of_what_is_anothers_lead_nowhere(api: Door, tenant: Tenant, scene: Scene):
    administrator, officer = api.enter(tenant), api.enter(tenant, Role.OFFICER, organization=scene.units[0])
    first = (await administrator.ask(PAGED)).only
    assert first["pageInfo"]["hasNextPage"]
    mine = (await officer.ask(PAGED)).only
    assert mine["pageInfo"]["hasNextPage"] is False, "that there are others shows nowhere"
    for cursor in (first["pageInfo"]["endCursor"], mine["pageInfo"]["endCursor"]):
        assert _of((await officer.ask(PAGED, after=cursor)).only["nodes"]) <= {scene.units[0]}
    nodes = (await administrator.ask("{ honours(first: 5) { nodes { id organization { id } } } }")).only[
        "nodes"
    ]
    for node in nodes:
        shown = await officer.ask(
            "query ($id: ID!) { node(id: $id) { id } honour(id: $id) { id } }", id=node["id"]
        )
        there = node["organization"]["id"] == scene.units[0]
        assert shown.data == dict.fromkeys(("node", "honour"), {"id": node["id"]} if there else None)


async def test_the_ledger_shows_such_entries_to_the_same(api: Door, tenant: Tenant, scene: Scene):
    types = sorted(ENTRIES)
    for name, (asker, sees) in viewers(api, tenant, scene).items():
        found_ = (await asker.ask(SEALED, t=types)).only["entries"]
        assert found_["totalCount"] == len(found_["nodes"]), name
        told = {unit for unit in scene.units if ids.parse(unit)[1] in str(found_["nodes"])}
        assert told == sees, name
    administrator, officer = api.enter(tenant), api.enter(tenant, Role.OFFICER, organization=scene.units[0])
    every = (await administrator.ask(SEALED, t=types)).only["entries"]["nodes"]
    own = {one["position"] for one in (await officer.ask(SEALED, t=types)).only["entries"]["nodes"]}
    for one in every:
        asked = "query ($p: Position!) { ledger { entry(position: $p) { position } } }"
        shown = (await officer.ask(asked, p=one["position"])).only["entry"]
        assert (shown is not None) == (one["position"] in own)
    async with admitted(api.url, officer.token or "") as follower:
        follow = "subscription ($t: [String!]) { ledgerEntries(after: 0, types: $t) { position } }"
        await follower.subscribe(follow, t=types)
        assert [(await follower.next())["position"] for _ in own] == sorted(own)


async def test_what_holds_all_records_in_one_piece_is_not_for_those_who_act_for_one(
    api: Door, tenant: Tenant
):
    diff = "{ ledgerDiff(from: {position: 1}, to: {position: 2}) { changes(first: 1) { nodes { kind } } } }"
    for role in ACTING:
        asker = api.enter(tenant, role)
        for path in ("tile/entries/000.p/1", "book?format=xlsx"):
            answer = await api.http.get(f"/ledgers/{tenant.code}/{path}", headers=asker.headers)
            assert answer.status_code == 403, (path, answer.text)
        assert (await asker.ask(diff)).codes == ["FORBIDDEN"]


async def test_a_leader_acts_for_the_members_of_his_group_and_in_their_alliance(
    api: Door, administrator: Asker, tenant: Tenant, scene: Scene
):
    one, other = scene.units
    leader = api.enter(tenant, Role.LEADER, subject=scene.leader)
    tickets = {}
    for unit in (one, other):
        told = {"allianceId": scene.alliance, "raiserId": unit, "title": "路灯", "description": "不亮"}
        tickets[unit] = (await administrator.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    foreign = await found(administrator, [await register(administrator)])

    await leader.done("ticketTriage", ticketId=tickets[other], level="COORDINATED")
    raised = {"allianceId": scene.alliance, "title": "井盖", "description": "缺失"}
    made = await leader.done("ticketRaise", "ticket { id }", raiserId=other, **raised)
    await leader.done("ticketTriage", ticketId=made["ticket"]["id"], level="ON_SITE")
    plan = {"year": YEAR, "title": "年度计划"}
    await leader.done("planDraft", allianceId=scene.alliance, **plan)
    for name, members in (
        ("ticketTriage", {"ticketId": tickets[one], "level": "COORDINATED"}),
        ("ticketRaise", {"raiserId": one, **raised}),
        ("ticketWithdraw", {"ticketId": tickets[one], "reason": "不再需要"}),
        ("planDraft", {"allianceId": foreign, **plan}),
        ("reportDraft", {"allianceId": foreign, "period": LAST}),
    ):
        asked = f"mutation ($i: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $i) {{ position }} }}"
        assert (await leader.ask(asked, i=members)).codes == ["FORBIDDEN"], name


def test_every_record_says_of_every_role_what_it_sees():
    assert set(RECORDS) == set(Record)
    assert all(set(row) == set(Role) for row in RECORDS.values())
    assert all(row[Role.OPERATOR] is Reach.NONE for row in RECORDS.values())


def test_every_entry_that_tells_a_record_is_one_that_there_is():
    assert set(ENTRIES) <= set(Mapper(contexts()).types)
    assert set(ENTRIES.values()) == set(Record) - {Record.EVIDENCE}
