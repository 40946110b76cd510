"""Bodies inside an alliance: formed, led, joined, dissolved."""

from typing import ClassVar
from uuid import UUID

from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import ACTING, Existing, acting, require_name
from concord.alliances.departure import require_member
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import Leader
from concord.alliances.groups import Group
from concord.charters import GroupKind, TextRefusal, check_person, choices
from concord.charters.charter import Group as GroupRule
from concord.commanding import Circumstances, Facts, Message, Refusal, RefusalCode
from concord.privacy import Narrative, Personal

MOST_DUTY = 100
LEADER = "leader"
"""Role of whoever acts as the head of a group."""
_OF_GROUP: tuple[RefusalCode, ...] = (
    *ACTING,
    AllianceRefusal.GROUP_UNKNOWN,
    AllianceRefusal.NOT_LEADER_OF_GROUP,
)
_OF_MEMBER: tuple[RefusalCode, ...] = (AllianceRefusal.NOT_A_MEMBER, AllianceRefusal.BEFORE_JOINING)


class FormGroup(Existing, frozen=True, kw_only=True):
    """成立组织机构: one of those that the charter provides for; its id is the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.GROUP_NOT_IN_CHARTER,
        AllianceRefusal.GROUP_EXISTS,
        AllianceRefusal.NAME_INVALID,
    )

    code: str
    name: str | None = None
    """None: as the charter calls it."""

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        rule = _rule(alliance, self.code, at)
        name = require_name(rule.name if self.name is None else self.name)
        if any(one.name == name for one in alliance.groups.values()):
            raise Refusal(AllianceRefusal.GROUP_EXISTS, "name", name=name)
        alliance.form_group(
            group=at.command, code=rule.code, kind=rule.kind, name=name, formed_on=at.occurred_on
        )
        return alliance


class _OfGroup(Existing, frozen=True, kw_only=True):
    """A command about a group that is not dissolved."""

    group: UUID

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if self.group not in alliance.groups:
            raise Refusal(AllianceRefusal.GROUP_UNKNOWN, "group")
        group = alliance.groups[self.group]
        led = group.is_led_by(at.actor, at.organization) and not alliance.has_left(at.organization)
        if at.role == LEADER and not led:
            raise Refusal(AllianceRefusal.NOT_LEADER_OF_GROUP, "group", name=group.name)
        self.act(alliance, group, at)
        return alliance

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        """Records what is decided, or raises `Refusal`."""
        raise NotImplementedError


class SetGroupLeadership(_OfGroup, frozen=True, kw_only=True):
    """确定负责人: the whole leadership, as many as the charter says."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_OF_GROUP,
        *_OF_MEMBER,
        AllianceRefusal.GROUP_NOT_IN_CHARTER,
        AllianceRefusal.LEADERS_WRONG,
        AllianceRefusal.DEPUTIES_WRONG,
        AllianceRefusal.PERSON_REPEATED,
        TextRefusal.PERSON_TOO_LONG,
    )

    leaders: tuple[Leader, ...]
    deputies: tuple[Leader, ...] = ()

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        rule = _rule(alliance, group.code, at)
        given = len(self.deputies)
        if len(self.leaders) != rule.leaders:
            raise Refusal(
                AllianceRefusal.LEADERS_WRONG,
                "leaders",
                name=group.name,
                count=rule.leaders,
                given=len(self.leaders),
            )
        if not rule.deputies_minimum <= given <= rule.deputies_maximum:
            raise Refusal(
                AllianceRefusal.DEPUTIES_WRONG,
                "deputies",
                name=group.name,
                number=_deputies(rule),
                given=given,
            )
        self._require_persons(alliance, at)
        alliance.set_leadership(
            group=self.group, leaders=self.leaders, deputies=self.deputies, set_on=at.occurred_on
        )

    def _require_persons(self, alliance: Alliance, at: Circumstances) -> None:
        everybody = (*self.leaders, *self.deputies)
        if len({one.person.subject for one in everybody}) < len(everybody):
            raise Refusal(AllianceRefusal.PERSON_REPEATED, "leaders")
        for one in everybody:
            check_person("leaders", one.person)
            if one.organization is not None:
                require_member(alliance, one.organization, at.occurred_on)


class GroupMember(_OfGroup, frozen=True, kw_only=True):
    """编入成员: a member belongs to one division only, and to other groups as it likes."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_OF_GROUP,
        *_OF_MEMBER,
        AllianceRefusal.ALREADY_IN_GROUP,
        AllianceRefusal.IN_ANOTHER_DIVISION,
    )

    organization: UUID

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        require_member(alliance, self.organization, at.occurred_on)
        if self.organization in group.members:
            raise Refusal(AllianceRefusal.ALREADY_IN_GROUP, "organization")
        if group.kind is GroupKind.DIVISION:
            for other in alliance.groups.values():
                if other.kind is GroupKind.DIVISION and self.organization in other.members:
                    raise Refusal(AllianceRefusal.IN_ANOTHER_DIVISION, "organization", name=other.name)
        alliance.group_member(group=self.group, organization=self.organization, grouped_on=at.occurred_on)


class UngroupMember(_OfGroup, frozen=True, kw_only=True):
    """编出成员: it stays a member of the alliance."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_OF_GROUP, AllianceRefusal.NOT_IN_GROUP)

    organization: UUID

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        if self.organization not in group.members:
            raise Refusal(AllianceRefusal.NOT_IN_GROUP, "organization")
        alliance.ungroup_member(group=self.group, organization=self.organization, ungrouped_on=at.occurred_on)


class GroupPerson(_OfGroup, frozen=True, kw_only=True):
    """人员加入: somebody belongs to a group."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_OF_GROUP,
        *_OF_MEMBER,
        AllianceRefusal.ALREADY_IN_GROUP,
        AllianceRefusal.NAME_INVALID,
        TextRefusal.PERSON_TOO_LONG,
    )

    person: Personal
    organization: UUID | None = None
    duty: str = ""

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        check_person("person", self.person)
        if self.organization is not None:
            require_member(alliance, self.organization, at.occurred_on)
        if self.person.subject in group.persons:
            raise Refusal(AllianceRefusal.ALREADY_IN_GROUP, "person")
        if len(self.duty) > MOST_DUTY:
            raise Refusal(AllianceRefusal.NAME_INVALID, "duty", limit=MOST_DUTY)
        alliance.group_person(
            group=self.group,
            person=self.person,
            organization=self.organization,
            duty=self.duty,
            grouped_on=at.occurred_on,
        )


class UngroupPerson(_OfGroup, frozen=True, kw_only=True):
    """人员退出: of a group."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_OF_GROUP, AllianceRefusal.NOT_IN_GROUP)

    subject: UUID

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        if self.subject not in group.persons:
            raise Refusal(AllianceRefusal.NOT_IN_GROUP, "subject")
        alliance.ungroup_person(group=self.group, subject=self.subject, ungrouped_on=at.occurred_on)


class DissolveGroup(_OfGroup, frozen=True, kw_only=True):
    """撤销组织机构: what it did stays."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = _OF_GROUP

    reason: Narrative | None = None

    def act(self, alliance: Alliance, group: Group, at: Circumstances) -> None:
        alliance.dissolve_group(group=self.group, dissolved_on=at.occurred_on, reason=self.reason)


def _rule(alliance: Alliance, code: str, at: Circumstances) -> GroupRule:
    """The charter's group of that code."""
    groups = alliance.charter_on(at.occurred_on).groups
    found = next((one for one in groups if one.code == code), None)
    if found is None:
        known = choices(groups)
        raise Refusal(AllianceRefusal.GROUP_NOT_IN_CHARTER, "code", group=code, known=known)
    return found


def _deputies(rule: GroupRule) -> Message:
    """How many deputies the charter gives a group."""
    least, most = rule.deputies_minimum, rule.deputies_maximum
    if most == 0:
        return Message("不设副职", "no deputies")
    if least == most:
        return Message(f"设副职 {most} 名", f"{most} deputies")
    return Message(f"设副职 {least} 至 {most} 名", f"{least} to {most} deputies")
