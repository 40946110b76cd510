"""Bodies inside an alliance: as the charter provides for them, one division for each member."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.alliances.commands import (
    DissolveGroup,
    FormGroup,
    GroupMember,
    GroupPerson,
    LeaveAlliance,
    SetGroupLeadership,
    UngroupMember,
    UngroupPerson,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    GroupDissolved,
    GroupFormed,
    GroupLeadershipSet,
    Leader,
    MemberGrouped,
    MemberUngrouped,
    PersonGrouped,
    PersonUngrouped,
)
from concord.charters import GroupKind, TextRefusal
from concord.charters.charter import Group
from concord.privacy import Narrative, Personal

DIVISION = Group(
    code="DIVISION", name="联组", kind=GroupKind.DIVISION, deputies_minimum=2, deputies_maximum=2
)
TEAM = Group(code="TEAM", name="志愿服务队", kind=GroupKind.TEAM)


def somebody(name: str = "王组长", organization: UUID | None = None) -> Leader:
    return Leader(Personal(uuid4(), {"name": name}), organization)


class Scene:
    """An alliance with a charter of divisions and teams."""

    def __init__(self, world: Any) -> None:
        self.world, self.decider = world, world.decider
        self.alliance = world.found(groups=(DIVISION, TEAM))

    def formed(self, code: str = "DIVISION", name: str | None = None) -> UUID:
        group = uuid4()
        decided = self.decider.when(FormGroup(alliance=self.alliance, code=code, name=name), group)
        decided.then((GroupFormed, {"group": group, "code": code}))
        return group

    def of(self, command: type, group: UUID, **more: Any) -> Any:
        return command(alliance=self.alliance, group=group, **more)

    def state(self) -> Any:
        return self.decider.aggregate(self.alliance)


@pytest.fixture
def scene(world: Any) -> Scene:
    """Four members: 0 to 3."""
    return Scene(world)


def test_a_group_is_one_that_the_charter_provides_for_and_has_a_name_of_its_own(scene: Scene) -> None:
    scene.formed(name="第一联组")
    scene.formed(name="第二联组")
    again = FormGroup(alliance=scene.alliance, code="DIVISION", name="第一联组")
    scene.decider.when(again).refused(AllianceRefusal.GROUP_EXISTS, "name")
    other = FormGroup(alliance=scene.alliance, code="OFFICE")
    scene.decider.when(other).refused(AllianceRefusal.GROUP_NOT_IN_CHARTER, "code")
    nameless = FormGroup(alliance=scene.alliance, code="TEAM", name=" ")
    scene.decider.when(nameless).refused(AllianceRefusal.NAME_INVALID, "name")


def test_a_division_has_one_leader_and_two_deputies(scene: Scene) -> None:
    group, member = scene.formed(), scene.world.member(0)
    lead = (somebody(organization=member),)
    deputies = (somebody("甲"), somebody("乙"))
    scene.decider.when(scene.of(SetGroupLeadership, group, leaders=lead, deputies=deputies)).then(
        (GroupLeadershipSet, {"set_on": date(2024, 1, 1)})
    )
    for leaders, standing_in, code, field in (
        ((), deputies, AllianceRefusal.LEADERS_WRONG, "leaders"),
        (lead * 2, deputies, AllianceRefusal.LEADERS_WRONG, "leaders"),
        (lead, deputies[:1], AllianceRefusal.DEPUTIES_WRONG, "deputies"),
        (lead, (lead[0], deputies[0]), AllianceRefusal.PERSON_REPEATED, "leaders"),
        ((somebody(organization=uuid4()),), deputies, AllianceRefusal.NOT_A_MEMBER, "organization"),
        ((somebody("长" * 201),), deputies, TextRefusal.PERSON_TOO_LONG, "leaders"),
    ):
        wrong = scene.of(SetGroupLeadership, group, leaders=leaders, deputies=standing_in)
        scene.decider.when(wrong).refused(code, field)


def test_a_member_belongs_to_one_division_and_to_any_team(scene: Scene) -> None:
    first, second, team = scene.formed(name="第一联组"), scene.formed(name="第二联组"), scene.formed("TEAM")
    member = scene.world.member(2)
    join = scene.of(GroupMember, first, organization=member)
    scene.decider.when(join).then((MemberGrouped, {"group": first}))
    scene.decider.given(scene.of(GroupMember, team, organization=member))
    scene.decider.when(join).refused(AllianceRefusal.ALREADY_IN_GROUP, "organization")
    other = scene.of(GroupMember, second, organization=member)
    scene.decider.when(other).refused(AllianceRefusal.IN_ANOTHER_DIVISION, "organization")
    stranger = scene.of(GroupMember, first, organization=scene.world.unit("外单位"))
    scene.decider.when(stranger).refused(AllianceRefusal.NOT_A_MEMBER, "organization")
    out = scene.of(UngroupMember, first, organization=member)
    scene.decider.when(out).then((MemberUngrouped, {"organization": member}))
    scene.decider.when(out).refused(AllianceRefusal.NOT_IN_GROUP, "organization")
    scene.decider.given(other)


def test_a_leader_acts_for_the_group_that_he_leads(scene: Scene) -> None:
    led, other = scene.formed(name="第一联组"), scene.formed(name="第二联组")
    home, elsewhere, member = (scene.world.member(n) for n in (0, 1, 2))
    head, deputies = somebody(organization=home), (somebody("甲"), somebody("乙"))
    scene.decider.given(scene.of(SetGroupLeadership, led, leaders=(head,), deputies=deputies))

    def join(group: UUID) -> GroupMember:
        return scene.of(GroupMember, group, organization=member)

    refused = (AllianceRefusal.NOT_LEADER_OF_GROUP, "group")
    scene.decider.speaking(home, "leader").when(join(other)).refused(*refused)
    scene.decider.speaking(elsewhere, "leader").when(join(led)).refused(*refused)
    scene.decider.speaking(None, "leader").when(join(led)).refused(*refused)
    scene.decider.actor = str(deputies[0].person.subject)  # himself, whatever his token says of a place
    scene.decider.when(join(led)).then((MemberGrouped, {"group": led}))
    scene.decider.actor = "somebody"
    out = scene.of(UngroupMember, led, organization=member)
    scene.decider.speaking(elsewhere, "leader").when(out).refused(*refused)
    scene.decider.speaking(home, "leader").when(out).then((MemberUngrouped, {"organization": member}))
    scene.decider.speaking(None, "secretary").when(join(other)).then((MemberGrouped, {"group": other}))


def test_who_leaves_the_alliance_leaves_its_groups(scene: Scene) -> None:
    group, member = scene.formed(), scene.world.member(3)
    scene.decider.given(
        scene.of(GroupMember, group, organization=member),
        LeaveAlliance(alliance=scene.alliance, organization=member),
    )
    assert scene.state().groups[group].members == frozenset()


def test_nobody_leads_a_group_for_an_organization_that_has_left(scene: Scene) -> None:
    group, home, member = scene.formed(), scene.world.member(3), scene.world.member(2)
    head, deputies = somebody(organization=home), (somebody("甲"), somebody("乙"))
    scene.decider.given(
        scene.of(SetGroupLeadership, group, leaders=(head,), deputies=deputies),
        LeaveAlliance(alliance=scene.alliance, organization=home),
    )
    join = scene.of(GroupMember, group, organization=member)
    scene.decider.speaking(home, "leader").when(join).refused(AllianceRefusal.NOT_LEADER_OF_GROUP, "group")
    scene.decider.actor = str(head.person.subject)  # nor as the person who led it from there
    scene.decider.when(join).refused(AllianceRefusal.NOT_LEADER_OF_GROUP, "group")


def test_a_person_joins_and_leaves_a_group_once(scene: Scene) -> None:
    group, person = scene.formed("TEAM"), Personal(uuid4(), {"name": "李志愿"})
    join = scene.of(GroupPerson, group, person=person, organization=scene.world.member(0), duty="领队")
    scene.decider.when(join).then((PersonGrouped, {"duty": "领队"}))
    scene.decider.when(join).refused(AllianceRefusal.ALREADY_IN_GROUP, "person")
    leave = scene.of(UngroupPerson, group, subject=person.subject)
    scene.decider.when(leave).then((PersonUngrouped, {"subject": person.subject}))
    scene.decider.when(leave).refused(AllianceRefusal.NOT_IN_GROUP, "subject")
    wordy = scene.of(GroupPerson, group, person=person, duty="长" * 101)
    scene.decider.when(wordy).refused(AllianceRefusal.NAME_INVALID, "duty")


def test_a_dissolved_group_is_none_and_its_name_is_free(scene: Scene) -> None:
    group = scene.formed()
    dissolve = scene.of(DissolveGroup, group, reason=Narrative("合并"))
    scene.decider.when(dissolve).then((GroupDissolved, {"dissolved_on": date(2024, 1, 1)}))
    scene.decider.when(dissolve).refused(AllianceRefusal.GROUP_UNKNOWN, "group")
    scene.formed()
