"""An alliance begins whole: proposed, approved, with a charter and members within its limits."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from telling import Story, said

from concord.alliances.commands import (
    AdoptCharter,
    DissolveAlliance,
    FoundingMember,
    JoinAlliance,
    LeaveAlliance,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    AllianceApproved,
    AllianceDissolved,
    AllianceProposed,
    BreachRecorded,
    BreachRule,
    CharterAdopted,
    JoinedBy,
    MemberJoined,
)
from concord.charters import (
    AllianceKind,
    BasisKind,
    ConfiguredRefusal,
    Departure,
    DepartureRule,
    Dissolution,
    Tier,
    alliance_id,
    shipped,
)
from concord.commanding import CommandRefusal, Refusal


def tiers(**x: Any) -> tuple[Tier, ...]:
    return (Tier(**{"code": "X", "name": "会长单位", "may_chair": True} | x), Tier(code="Y", name="会员单位"))


def test_is_founded_in_one_append(world: Any) -> None:
    command = world.founding(tiers="XXY")
    world.decider.when(command).then(
        (
            AllianceProposed,
            {"name": "海工党建联盟", "proposers": tuple(m.organization for m in command.members)},
        ),
        (AllianceApproved, {"authority": "区镇党（工）委", "approved_on": date(2024, 1, 1)}),
        (CharterAdopted, {"charter": command.charter, "effective_on": date(2024, 1, 1)}),
        (MemberJoined, {"organization": world.member(0), "tier": "X", "joined_by": JoinedBy.FOUNDING}),
        (MemberJoined, {"organization": world.member(1), "tier": "X"}),
        (MemberJoined, {"organization": world.member(2), "tier": "Y", "joined_on": date(2024, 1, 1)}),
    )


def test_facts_tell_others_what_they_need(world: Any) -> None:
    facts = world.decider.aggregate(world.found()).facts()
    assert (facts.name, facts.kind, facts.approved_on) == (
        "海工党建联盟",
        AllianceKind.REGIONAL,
        date(2024, 1, 1),
    )
    assert [stay.tier for stay in facts.memberships] == ["X", "X", "Y", "Y"]
    assert facts.charters[0].charter.code == "example"


def test_a_name_is_taken_once(world: Any) -> None:
    world.found()
    world.decider.when(world.founding()).refused(AllianceRefusal.ALLIANCE_EXISTS, "name")


@pytest.mark.parametrize("name", ["", " 联盟", "联" * 101])
def test_a_name_is_neither_blank_nor_padded_nor_endless(world: Any, name: str) -> None:
    world.decider.when(world.founding(name)).refused(AllianceRefusal.NAME_INVALID, "name")


def test_a_wrong_charter_is_refused_with_every_mistake(world: Any) -> None:
    decided = world.decider.when(world.founding(title="", late_entry_days=-1))
    decided.refused(AllianceRefusal.CHARTER_INVALID, "charter")
    assert "title" in decided.refusal.sentence("zh")
    assert "late_entry_days" in decided.refusal.sentence("en")


def test_the_charter_governs_kinds_of_alliance(world: Any) -> None:
    command = msgspec.structs.replace(world.founding(), kind=AllianceKind.ORGAN)
    world.decider.when(command).refused(AllianceRefusal.KIND_NOT_IN_CHARTER, "kind")


def test_somebody_approves_it(world: Any) -> None:
    command = msgspec.structs.replace(world.founding(), authority=" ")
    world.decider.when(command).refused(AllianceRefusal.RESOLUTION_REQUIRED, "authority")


@pytest.mark.parametrize(
    ("letters", "code", "field"),
    [
        ("XY", AllianceRefusal.TIER_MINIMUM, "members"),
        ("XXXXY", AllianceRefusal.TIER_FULL, "members"),
        ("XXZ", AllianceRefusal.TIER_UNKNOWN, "members"),
    ],
)
def test_founders_keep_the_limits_of_every_tier(world: Any, letters: str, code: Any, field: str) -> None:
    world.decider.when(world.founding(tiers=letters)).refused(code, field)


def test_the_kinds_of_a_charter_are_said_in_the_language_of_the_sentence(world: Any) -> None:
    command = msgspec.structs.replace(world.founding(), kind=AllianceKind.ORGAN)
    refused = world.decider.when(command).refused(AllianceRefusal.KIND_NOT_IN_CHARTER, "kind").refusal
    assert refused.sentence("zh") == "章程只适用于这些类型的联盟：区域"
    assert refused.sentence("en").endswith("REGIONAL")


def test_a_founder_that_cannot_be_is_named(world: Any) -> None:
    command = world.founding(tiers="XXZ")
    refused = world.decider.when(command).refused(AllianceRefusal.TIER_UNKNOWN, "members").refusal
    assert "“海工党建联盟2”" in refused.sentence("zh")
    command = world.founding(tiers="XX")
    twice = msgspec.structs.replace(command, members=(*command.members, command.members[1]))
    refused = world.decider.when(twice).refused(AllianceRefusal.ALREADY_MEMBER, "members").refusal
    assert "“海工党建联盟1”" in refused.sentence("zh")


def test_founders_are_registered_and_named_once(world: Any) -> None:
    command = world.founding()
    unknown = FoundingMember(organization=uuid4())
    gone = FoundingMember(organization=world.unit("gone", deregistered=True))
    for member, code, field in (
        (unknown, AllianceRefusal.ORGANIZATION_UNKNOWN, "members"),
        (gone, AllianceRefusal.ORGANIZATION_DEREGISTERED, "members"),
        (command.members[0], AllianceRefusal.ALREADY_MEMBER, "members"),
    ):
        world.decider.when(msgspec.structs.replace(command, members=(*command.members, member))).refused(
            code, field
        )


def test_another_charter_takes_over_on_its_day(world: Any, example: Any) -> None:
    alliance = world.found()
    later = example(tiers=tiers(maximum=9), late_entry_days=7)
    world.decider.on(date(2024, 6, 1))
    world.decider.when(
        AdoptCharter(
            alliance=alliance, charter=later, resolution="联席会议第 3 号", effective_on=date(2024, 7, 1)
        )
    ).then((CharterAdopted, {"charter": later, "effective_on": date(2024, 7, 1)}))
    standing = world.decider.aggregate(alliance)
    assert standing.charter_on(date(2024, 6, 30)).late_entry_days == 30
    assert standing.charter_on(date(2024, 7, 1)).late_entry_days == 7


def test_a_charter_is_not_slipped_under_the_one_in_force(world: Any, example: Any) -> None:
    alliance = world.found()
    world.decider.on(date(2024, 6, 1)).given(
        AdoptCharter(alliance=alliance, charter=example(), resolution="第 3 号")
    )
    adopt = AdoptCharter(
        alliance=alliance, charter=example(), resolution="补", effective_on=date(2024, 5, 31)
    )
    world.decider.when(adopt).refused(AllianceRefusal.CHARTER_BACKDATED, "effective_on")


def test_a_charter_keeps_the_tiers_that_members_have(world: Any, example: Any) -> None:
    alliance = world.found()
    without_y = example(
        tiers=(Tier(code="X", name="会长单位", may_chair=True), Tier(code="Z", name="观察单位")),
        admission=msgspec.structs.replace(example().admission, tier="Z"),
    )
    world.decider.when(AdoptCharter(alliance=alliance, charter=without_y, resolution="第 4 号")).refused(
        AllianceRefusal.TIER_UNKNOWN, "charter"
    )


def test_a_charter_is_adopted_by_something(world: Any, example: Any) -> None:
    world.decider.when(AdoptCharter(alliance=world.found(), charter=example(), resolution="")).refused(
        AllianceRefusal.RESOLUTION_REQUIRED, "resolution"
    )


def test_a_stricter_charter_is_refused_while_its_limits_do_not_hold(world: Any, example: Any) -> None:
    alliance = world.found()
    for limit, code in (({"minimum": 3}, "TIER_MINIMUM"), ({"maximum": 1}, "TIER_FULL")):
        command = AdoptCharter(alliance=alliance, charter=example(tiers=tiers(**limit)), resolution="第 5 号")
        world.decider.when(command).refused(AllianceRefusal[code], "members")


def test_or_it_records_what_must_be_cured(world: Any, example: Any) -> None:
    alliance = world.found()
    lenient = Departure(on_limit=DepartureRule.RECORD_BREACH, days_to_cure=10)
    stricter = example(tiers=tiers(maximum=1), departure=lenient)
    world.decider.when(AdoptCharter(alliance=alliance, charter=stricter, resolution="第 6 号")).then(
        (CharterAdopted, {}),
        (
            BreachRecorded,
            {"rule": BreachRule.TIER_MAXIMUM, "count": 2, "limit": 1, "cure_by": date(2024, 1, 11)},
        ),
    )


def test_nothing_is_done_in_a_dissolved_one(world: Any, example: Any) -> None:
    alliance = world.found()
    world.decider.on(date(2024, 12, 31))
    world.decider.when(DissolveAlliance(alliance=alliance, resolution="第 9 号")).then(
        (AllianceDissolved, {"dissolved_on": date(2024, 12, 31)})
    )
    for command in (
        DissolveAlliance(alliance=alliance, resolution="第 9 号"),
        JoinAlliance(alliance=alliance, organization=world.unit("new")),
        LeaveAlliance(alliance=alliance, organization=world.member(3)),
        AdoptCharter(alliance=alliance, charter=example(), resolution="第 10 号"),
    ):
        world.decider.when(command).refused(AllianceRefusal.ALLIANCE_DISSOLVED, "alliance")


def test_nothing_is_done_before_it_was_founded(world: Any) -> None:
    alliance = world.found()
    world.decider.on(date(2024, 2, 1), occurred_on=date(2023, 12, 31))
    world.decider.when(JoinAlliance(alliance=alliance, organization=world.unit("new"))).refused(
        AllianceRefusal.BEFORE_FOUNDING
    )


def test_an_unknown_alliance_is_not_found(world: Any) -> None:
    nowhere = alliance_id(world.decider.tenant, "没有的联盟")
    world.decider.when(JoinAlliance(alliance=nowhere, organization=world.unit("new"))).refused(
        CommandRefusal.NOT_FOUND, "alliance"
    )


def test_before_a_charter_is_in_force_there_are_no_rules_to_act_by(world: Any) -> None:
    alliance = world.decider.aggregate(world.found())
    with pytest.raises(Refusal) as refused:
        alliance.charter_on(date(2023, 12, 31))
    assert refused.value.code is AllianceRefusal.CHARTER_NOT_YET


BASIS = {"kind": BasisKind.RESOLUTION, "record": UUID(int=1), "reference": "决议"}


def settling(world: Any, *events: tuple[str, UUID, dict[str, Any]]) -> None:
    """What the ledger has of tickets and funds."""
    story = Story()
    for event, stream, data in events:
        story.tell(event, stream, **data)
    world.decider.given_ledger(story.entries)


def test_an_alliance_ends_when_its_tickets_are_closed_and_its_money_is_spent(world: Any) -> None:
    alliance, ticket, fund, other = world.found(dissolution=Dissolution()), uuid4(), uuid4(), uuid4()
    raised = {"alliance": alliance, "raiser": uuid4(), "title": "路灯", "description": said("d")}
    raised["next_due_on"] = date(2024, 1, 5)
    opened = {"alliance": alliance, "year": 2024, "code": "A", "name": "经费", "currency": "CNY"}
    paid = {"recipient": uuid4(), "item": "A", "item_name": "甲", "of_dues": False, "basis": BASIS}
    told: list[tuple[str, UUID, dict[str, Any]]] = [
        ("tickets.TicketRaised", uuid4(), {**raised, "alliance": uuid4()}),
        ("tickets.TicketRaised", ticket, raised),
        ("funds.FundOpened", other, {**opened, "alliance": uuid4()}),
        ("funds.BudgetAllocated", other, {"amount": "9.00", "document": "1"}),
        ("funds.FundOpened", fund, opened),
        ("funds.BudgetAllocated", fund, {"amount": "100.00", "document": "1"}),
        ("funds.PaymentMade", fund, {**paid, "payment": uuid4(), "amount": "60.00"}),
    ]
    dissolve = DissolveAlliance(alliance=alliance, resolution="第 9 号")
    settling(world, *told)
    refused = world.decider.when(dissolve).refused(AllianceRefusal.TICKETS_OPEN)
    assert refused.refusal.sentence("zh") == "章程规定诉求全部办结后方可解散，还有 1 件未办结"
    closed = ("tickets.TicketWithdrawn", ticket, {"due_on": date(2024, 1, 5)})
    settling(world, *told, closed)
    refused = world.decider.when(dissolve).refused(AllianceRefusal.MONEY_LEFT)
    assert refused.refusal.sentence("zh") == "章程规定经费结清后方可解散，还有 40.00 元"
    spent = ("funds.PaymentMade", fund, {**paid, "payment": uuid4(), "amount": "40.00"})
    settling(world, *told, closed, spent)
    world.decider.when(dissolve).then((AllianceDissolved, {}))


def test_a_charter_may_let_what_is_open_stay_open(world: Any) -> None:
    rules = Dissolution(open_tickets=True, money_left=True)
    alliance, fund = world.found(dissolution=rules), uuid4()
    opened = {"alliance": alliance, "year": 2024, "code": "A", "name": "经费", "currency": "CNY"}
    settling(
        world,
        ("funds.FundOpened", fund, opened),
        ("funds.BudgetAllocated", fund, {"amount": "100.00", "document": "1"}),
    )
    world.decider.when(DissolveAlliance(alliance=alliance, resolution="第 9 号")).then(
        (AllianceDissolved, {})
    )


def test_a_shipped_charter_that_the_tenant_does_not_offer_governs_nothing(world: Any) -> None:
    world.decider.choosing(charters=("yili", "yangdu"))
    withheld = msgspec.structs.replace(world.founding(tiers="XXXXX"), charter=shipped("jianghai"))
    refused = world.decider.when(withheld).refused(ConfiguredRefusal.CHARTER_NOT_OFFERED, "charter")
    assert "yili、yangdu" in refused.refusal.sentence("zh")
    alliance = world.found()
    adopt = AdoptCharter(alliance=alliance, charter=shipped("jianghai"), resolution="批复")
    world.decider.when(adopt).refused(ConfiguredRefusal.CHARTER_NOT_OFFERED, "charter")
    world.decider.choosing().given(msgspec.structs.replace(withheld, name="另一联盟"))
