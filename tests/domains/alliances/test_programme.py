"""A programme governs several alliances: its charter is inherited, overridden, amended for all at once."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.alliances.commands import (
    AdoptCharter,
    AdoptProgramme,
    AmendProgramme,
    DissolveAlliance,
    FollowProgramme,
    FoundAlliance,
    FoundingMember,
    IssueReferenceList,
    JoinAlliance,
    OverrideCharter,
    RotateChair,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    AllianceApproved,
    AllianceEnrolled,
    AllianceProposed,
    BreachRecorded,
    CharterAdopted,
    CharterAmended,
    MemberJoined,
    ProgrammeAdopted,
    ProgrammeAmended,
    ProgrammeFollowed,
    ReferenceItem,
    ReferenceListIssued,
)
from concord.alliances.governing import MOST_ALLIANCES
from concord.charters import (
    AllianceKind,
    Departure,
    DepartureRule,
    Overrides,
    Period,
    Rotation,
    RotationBasis,
    Theme,
    Tier,
    alliance_id,
    in_force,
    programme_id,
)

FOUNDED = date(2024, 1, 1)
LATER = date(2024, 6, 1)
NAME = "党建联盟实施方案"
YEARLY = Rotation(title="主席单位", period=Period.YEAR, basis=RotationBasis.RESOLUTION)
TEAM = (Theme(code="TEAM", name="联建"),)


@pytest.fixture
def programme(world: Any, example: Any) -> UUID:
    """Adopted on the first day."""
    world.decider.given(AdoptProgramme(name=NAME, charter=example(), document="机关工委〔2024〕1号"))
    return programme_id(world.decider.tenant, NAME)


@pytest.fixture
def following(world: Any, programme: UUID) -> Any:
    """Founds an alliance that follows it."""

    def found(name: str = "第一联盟", **overrides: Any) -> UUID:
        world.decider.given(command(world, programme, name, **overrides))
        return alliance_id(world.decider.tenant, name)

    return found


def command(world: Any, programme: UUID, name: str = "第一联盟", **overrides: Any) -> FoundAlliance:
    members = tuple(
        FoundingMember(organization=world.unit(f"{name}{at}"), tier=tier) for at, tier in enumerate("XXY")
    )
    return FoundAlliance(
        name=name,
        kind=AllianceKind.REGIONAL,
        programme=programme,
        overrides=Overrides(**overrides),
        members=members,
    )


def ruling(world: Any, alliance: UUID, on: date = FOUNDED) -> Any:
    return in_force(world.decider.aggregate(alliance).charters, on)


def test_a_programme_is_adopted_with_a_charter_to_inherit(world: Any, example: Any) -> None:
    adopt = AdoptProgramme(name=NAME, charter=example(), document="〔2024〕1号")
    world.decider.when(adopt).then((ProgrammeAdopted, {"name": NAME, "effective_on": FOUNDED}))
    world.decider.when(adopt).refused(AllianceRefusal.PROGRAMME_EXISTS, "name")
    nameless = msgspec.structs.replace(adopt, name=" ")
    world.decider.when(nameless).refused(AllianceRefusal.NAME_INVALID, "name")
    undocumented = AdoptProgramme(name="另一项", charter=example(), document="")
    world.decider.when(undocumented).refused(AllianceRefusal.RESOLUTION_REQUIRED, "document")
    wrong = AdoptProgramme(name="另一项", charter=example(tiers=()), document="〔2024〕1号")
    told = world.decider.when(wrong).refused(AllianceRefusal.CHARTER_INVALID, "charter").refusal
    assert "tiers" in told.sentence("zh")
    assert "admission.tier" in told.sentence("zh"), "every error at once"


def test_an_alliance_inherits_what_it_does_not_have_otherwise(world: Any, programme: UUID) -> None:
    found = command(world, programme, themes=TEAM)
    world.decider.when(found).then(
        (AllianceProposed, {}),
        (ProgrammeFollowed, {"programme": programme}),
        (AllianceApproved, {}),
        (CharterAdopted, {"effective_on": FOUNDED}),
        *[(MemberJoined, {})] * 3,
        (AllianceEnrolled, {}),
    )
    charter = ruling(world, alliance_id(world.decider.tenant, "第一联盟"))
    assert (charter.themes, charter.chair.title) == (TEAM, "执行会长单位")


def test_an_alliance_may_be_without_what_its_programme_has(world: Any, following: Any) -> None:
    alliance = following(without=("chair",))
    assert ruling(world, alliance).chair is None
    rotate = RotateChair(alliance=alliance, organization=world.member(0, "第一联盟"))
    world.decider.when(rotate).refused(AllianceRefusal.NO_CHAIR)


@pytest.mark.parametrize(
    "overrides",
    [
        {"without": ("tiers",)},
        {
            "without": ("chair",),
            "chair": Rotation(title="主席", period=Period.YEAR, basis=RotationBasis.RESOLUTION),
        },
        {"tiers": (Tier(code="Z", name="成员"),)},
    ],
    ids=["cannot be dropped", "given and dropped", "makes no charter"],
)
def test_overrides_that_make_no_charter_are_refused(world: Any, programme: UUID, overrides: Any) -> None:
    decided = world.decider.when(command(world, programme, **overrides))
    decided.refused(AllianceRefusal.CHARTER_INVALID, decided.refusal.field)


def test_an_alliance_has_a_charter_or_a_programme(world: Any, programme: UUID, example: Any) -> None:
    both = msgspec.structs.replace(command(world, programme), charter=example())
    neither = msgspec.structs.replace(both, charter=None, programme=None)
    own = msgspec.structs.replace(both, programme=None, overrides=Overrides(themes=TEAM))
    for wrong, field in ((both, "charter"), (neither, "charter"), (own, "overrides")):
        world.decider.when(wrong).refused(AllianceRefusal.CHARTER_OR_PROGRAMME, field)
    unknown = msgspec.structs.replace(both, charter=None, programme=uuid4())
    world.decider.when(unknown).refused(AllianceRefusal.PROGRAMME_UNKNOWN, "programme")


def test_a_programme_that_is_not_in_force_yet_governs_nobody(world: Any, example: Any) -> None:
    adopt = AdoptProgramme(name=NAME, charter=example(), document="一号", effective_on=LATER)
    world.decider.given(adopt)
    programme = programme_id(world.decider.tenant, NAME)
    world.decider.when(command(world, programme)).refused(AllianceRefusal.PROGRAMME_NOT_YET, "programme")


def test_an_amendment_reaches_every_alliance_and_leaves_what_it_has_otherwise(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    plain, own = following("第一联盟"), following("第二联盟", themes=TEAM)
    new = example(themes=(Theme(code="NEW", name="新主题"),), evidence_minimum=2)
    amend = AmendProgramme(programme=programme, charter=new, document="〔2024〕2号", effective_on=LATER)
    world.decider.when(amend).then(
        (ProgrammeAmended, {"effective_on": LATER}),
        (CharterAmended, {"by_programme": True, "effective_on": LATER, "resolution": "〔2024〕2号"}),
        (CharterAmended, {"by_programme": True, "overrides": Overrides(themes=TEAM)}),
    )
    before = LATER - timedelta(days=1)
    assert ruling(world, plain, before).evidence_minimum == 1, "what is judged is judged by its own time"
    assert ruling(world, plain, LATER).themes[0].code == "NEW"
    assert (ruling(world, own, LATER).themes, ruling(world, own, LATER).evidence_minimum) == (TEAM, 2)


def test_an_amendment_that_breaks_a_limit_is_a_breach_to_be_cured(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    following()
    wider = Tier(code="X", name="会长单位", minimum=3, maximum=5, may_chair=True)
    tiers = (wider, Tier(code="Y", name="会员单位"))
    curing = Departure(on_limit=DepartureRule.RECORD_BREACH, days_to_cure=30)
    amend = AmendProgramme(
        programme=programme, charter=example(tiers=tiers, departure=curing), document="〔2024〕2号"
    )
    world.decider.when(amend).then(
        (ProgrammeAmended, {}), (CharterAmended, {}), (BreachRecorded, {"tier": "X", "count": 2, "limit": 3})
    )
    strict = AmendProgramme(programme=programme, charter=example(tiers=tiers), document="〔2024〕3号")
    world.decider.when(strict).refused(AllianceRefusal.TIER_MINIMUM, "members")


def test_an_amendment_wrong_for_one_alliance_changes_none(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    plain = following("第一联盟")
    following(
        "第二联盟", chair=Rotation(title="主席单位", period=Period.YEAR, basis=RotationBasis.RESOLUTION)
    )
    nobody = (Tier(code="X", name="会长单位", minimum=2), Tier(code="Y", name="会员单位"))
    amend = AmendProgramme(
        programme=programme, charter=example(tiers=nobody, chair=None), document="〔2024〕2号"
    )
    told = world.decider.when(amend).refused(AllianceRefusal.AMENDMENT_INVALID, "charter").refusal
    assert "第二联盟" in told.sentence("zh")
    assert len(world.decider.aggregate(plain).charters) == 1
    other = (Tier(code="Z", name="成员", may_chair=True),)
    lost = example(tiers=other, admission=msgspec.structs.replace(example().admission, tier="Z"))
    tierless = AmendProgramme(programme=programme, charter=lost, document="〔2024〕2号")
    world.decider.when(tierless).refused(AllianceRefusal.TIER_UNKNOWN, "charter")


def test_an_amendment_is_not_back_dated_and_keeps_exclusiveness(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    following()
    early = AmendProgramme(
        programme=programme, charter=example(), document="二号", effective_on=date(2023, 12, 31)
    )
    world.decider.when(early).refused(AllianceRefusal.CHARTER_BACKDATED, "effective_on")
    exclusive = example(admission=msgspec.structs.replace(example().admission, exclusive=True))
    turned = AmendProgramme(programme=programme, charter=exclusive, document="二号")
    world.decider.when(turned).refused(AllianceRefusal.EXCLUSIVENESS_FIXED, "charter")
    undocumented = AmendProgramme(programme=programme, charter=example(), document=" ")
    world.decider.when(undocumented).refused(AllianceRefusal.RESOLUTION_REQUIRED, "document")
    nobody = AmendProgramme(programme=uuid4(), charter=example(), document="二号")
    world.decider.when(nobody).refused(AllianceRefusal.PROGRAMME_UNKNOWN, "programme")


def test_a_dissolved_alliance_is_left_as_it_was(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    world.decider.given(DissolveAlliance(alliance=following(), resolution="决议"))
    amend = AmendProgramme(programme=programme, charter=example(), document="〔2024〕2号")
    world.decider.when(amend).then((ProgrammeAmended, {}))


def test_who_comes_to_follow_takes_over_what_is_adopted_for_later(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    amend = AmendProgramme(
        programme=programme, charter=example(evidence_minimum=3), document="二号", effective_on=LATER
    )
    world.decider.given(amend)
    alliance = following()
    assert [ruling(world, alliance, day).evidence_minimum for day in (FOUNDED, LATER)] == [1, 3]


def test_an_alliance_with_a_charter_of_its_own_comes_to_follow(world: Any, programme: UUID) -> None:
    alliance = world.found()
    follow = FollowProgramme(alliance=alliance, programme=programme, resolution="决议")
    world.decider.when(follow).then(
        (ProgrammeFollowed, {"programme": programme}),
        (CharterAmended, {"by_programme": False}),
        (AllianceEnrolled, {"alliance": alliance}),
    )
    world.decider.when(follow).refused(AllianceRefusal.FOLLOWS_PROGRAMME, "programme")
    unnamed = FollowProgramme(alliance=world.found("另一联盟"), programme=programme, resolution="")
    world.decider.when(unnamed).refused(AllianceRefusal.RESOLUTION_REQUIRED, "resolution")


def test_an_alliance_that_follows_changes_its_own_part_only(
    world: Any, programme: UUID, following: Any, example: Any
) -> None:
    alliance = following()
    whole = AdoptCharter(alliance=alliance, charter=example(), resolution="决议")
    world.decider.when(whole).refused(AllianceRefusal.FOLLOWS_PROGRAMME, "charter")
    own = OverrideCharter(
        alliance=alliance, overrides=Overrides(themes=TEAM), resolution="联席会议决议", effective_on=LATER
    )
    world.decider.when(own).then((CharterAmended, {"by_programme": False, "effective_on": LATER}))
    assert [ruling(world, alliance, day).themes[0].code for day in (FOUNDED, LATER)] == ["STUDY", "TEAM"]
    back = OverrideCharter(alliance=alliance, overrides=Overrides(), resolution="决议")
    world.decider.when(back).refused(AllianceRefusal.CHARTER_BACKDATED, "effective_on")
    admission = msgspec.structs.replace(example().admission, exclusive=True)
    alone = OverrideCharter(
        alliance=alliance, overrides=Overrides(admission=admission), resolution="决议", effective_on=LATER
    )
    world.decider.when(alone).refused(AllianceRefusal.EXCLUSIVENESS_FIXED, "overrides")


def test_an_alliance_without_a_programme_has_nothing_to_override(world: Any) -> None:
    own = OverrideCharter(alliance=world.found(), overrides=Overrides(themes=TEAM), resolution="决议")
    world.decider.when(own).refused(AllianceRefusal.FOLLOWS_NO_PROGRAMME, "alliance")


def test_exclusive_members_of_a_programme_belong_to_one_of_its_alliances(world: Any, example: Any) -> None:
    exclusive = example(admission=msgspec.structs.replace(example().admission, exclusive=True))
    world.decider.given(AdoptProgramme(name=NAME, charter=exclusive, document="一号"))
    programme = programme_id(world.decider.tenant, NAME)
    world.decider.given(command(world, programme, "第一联盟"), command(world, programme, "第二联盟"))
    second = alliance_id(world.decider.tenant, "第二联盟")
    join = JoinAlliance(alliance=second, organization=world.member(0, "第一联盟"))
    world.decider.when(join).refused(AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "organization")


def test_a_programme_governs_so_many_alliances_at_most(world: Any, programme: UUID) -> None:
    for number in range(MOST_ALLIANCES):
        world.decider.given(command(world, programme, f"第{number}联盟"))
    decided = world.decider.when(command(world, programme, "又一联盟"))
    decided.refused(AllianceRefusal.PROGRAMME_FULL, "programme")


def test_a_reference_list_names_activities_by_the_charter_s_themes(world: Any, programme: UUID) -> None:
    issue = IssueReferenceList(
        programme=programme,
        title="联盟共建活动参考清单",
        year=2024,
        items=(ReferenceItem("共过主题党日", "STUDY"),),
    )
    world.decider.when(issue).then((ReferenceListIssued, {"year": 2024, "items": issue.items}))
    untitled = msgspec.structs.replace(issue, title="")
    world.decider.when(untitled).refused(AllianceRefusal.NAME_INVALID, "title")
    for items in ((), (ReferenceItem("共听党课", "OTHER"),), (ReferenceItem(" ", "STUDY"),)):
        wrong = msgspec.structs.replace(issue, items=items)
        world.decider.when(wrong).refused(AllianceRefusal.REFERENCE_LIST_INVALID, "items")
