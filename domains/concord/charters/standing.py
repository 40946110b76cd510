"""Who stands how in an alliance, as every context that acts in one must know it. A context imports no other:
these are the facts of `alliances.Alliance` and `organizations.Organization`, read at the version decided on.
"""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters.charter import AdoptedCharter, Charter, in_force
from concord.commanding import Circumstances, Message, Refusal, RefusalCode


class StandingRefusal(RefusalCode):
    """联盟内身份的拒绝原因: one rule each."""

    ALLIANCE_NOT_ACTIVE = Message(
        "该联盟在 {on} 未成立或已解散，不能办理",
        "The alliance is not in being on {on}: nothing can be done in it",
    )
    NO_CHARTER = Message(
        "该联盟在 {on} 没有生效的章程，无从依据",
        "No charter is in force in the alliance on {on}: there is no rule to go by",
    )
    NOT_A_MEMBER = Message(
        "该单位在 {on} 不是联盟成员，只有成员单位可以办理",
        "The organization is no member of the alliance on {on}: only members do this",
    )
    MEMBER_HAS_LEFT = Message(
        "该单位已退出联盟，退出后不能再办理联盟事务",
        "The organization has left the alliance and no longer acts in it",
    )
    NOT_YOUR_ORGANIZATION = Message(
        "联络员只能代表本单位办理", "An officer acts for the officer's own organization only"
    )
    ORGANIZATION_DEREGISTERED = Message(
        "该单位已注销，不能再参与联盟事务",
        "The organization is deregistered and takes part in nothing any more",
    )


def judged_on(charter: Charter | None, happened_on: date, recorded_on: date) -> date:
    """The day by which something is judged: the claimed one, if it was recorded within the `late_entry_days`
    of the charter in force on it, else the day of recording. `charter`: that one; None: there was none."""
    late = charter is None or (recorded_on - happened_on).days > charter.late_entry_days
    return recorded_on if late else happened_on


class Stay(msgspec.Struct, frozen=True):
    """One stay of an organization in the alliance."""

    organization: UUID
    joined_on: date
    left_on: date | None
    """First day on which it is no member."""

    def covers(self, on: date) -> bool:
        """Whether it is a member on that day."""
        return self.meets(on, on)

    def meets(self, first: date, last: date) -> bool:
        """Whether it is a member on any day of the interval."""
        return self.joined_on <= last and (self.left_on is None or first < self.left_on)


class Standing(msgspec.Struct, frozen=True):
    """Of `alliances.Alliance`: whether it acts, by which charter, and who belongs to it."""

    approved_on: date | None
    dissolved_on: date | None
    memberships: tuple[Stay, ...]
    charters: tuple[AdoptedCharter, ...]

    def require_active(self, on: date) -> None:
        """Refuses to act in an alliance that is not, not yet or no longer."""
        if not self.is_active(on):
            raise Refusal(StandingRefusal.ALLIANCE_NOT_ACTIVE, on=on)

    def is_active(self, on: date) -> bool:
        """Whether it is there on that day."""
        begun = self.approved_on is not None and self.approved_on <= on
        return begun and (self.dissolved_on is None or on < self.dissolved_on)

    def require_member(self, organization: UUID, on: date, field: str = "organization") -> None:
        """Refuses an organization that is no member on that day."""
        self.require_not_departed(organization, on, field)
        if not any(stay.organization == organization and stay.covers(on) for stay in self.memberships):
            raise Refusal(StandingRefusal.NOT_A_MEMBER, field, on=on)

    def require_not_departed(self, organization: UUID | None, on: date, field: str | None = None) -> None:
        """Refuses one that was a member and has left; whoever never was acts by its role."""
        stays = [s for s in self.memberships if s.organization == organization and s.joined_on <= on]
        if stays and not any(stay.covers(on) for stay in stays):
            raise Refusal(StandingRefusal.MEMBER_HAS_LEFT, field)

    def charter(self, on: date) -> Charter:
        """The charter in force on that day."""
        charter = in_force(self.charters, on)
        if charter is None:
            raise Refusal(StandingRefusal.NO_CHARTER, on=on)
        return charter

    def judged_on(self, at: Circumstances) -> date:
        """The day by which something that happened now is judged."""
        return judged_on(in_force(self.charters, at.occurred_on), at.occurred_on, at.today)


class Registration(msgspec.Struct, frozen=True):
    """Of `organizations.Organization`: whether it is still there."""

    deregistered: bool

    def require_registered(self, field: str = "organization") -> None:
        """Refuses an organization that is no more."""
        if self.deregistered:
            raise Refusal(StandingRefusal.ORGANIZATION_DEREGISTERED, field)


def require_own(organization: UUID, at: Circumstances, field: str = "organization") -> None:
    """Refuses an officer (单位联络员) who acts for another organization."""
    if at.role == "officer" and at.organization != organization:
        raise Refusal(StandingRefusal.NOT_YOUR_ORGANIZATION, field)
