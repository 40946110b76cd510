"""Groups, pairings and agreements of an alliance as its decisions need them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from concord.charters import GroupKind

if TYPE_CHECKING:
    from concord.alliances.events import Leader


class Group(msgspec.Struct, frozen=True):
    """组织机构: not dissolved."""

    code: str
    kind: GroupKind
    name: str
    members: frozenset[UUID] = frozenset()
    """Organizations."""
    persons: frozenset[UUID] = frozenset()
    """Their subjects."""
    leaders: frozenset[UUID] = frozenset()
    """Subjects of those who lead it or stand in."""
    led_from: frozenset[UUID] = frozenset()
    """Organizations that they are of."""

    def led_by(self, people: Iterable["Leader"]) -> "Group":
        """With these people at its head."""
        given = tuple(people)
        return msgspec.structs.replace(
            self,
            leaders=frozenset(one.person.subject for one in given),
            led_from=frozenset(one.organization for one in given if one.organization is not None),
        )

    def is_led_by(self, actor: str, organization: UUID | None) -> bool:
        """Whether somebody leads it: by himself, or as one of an organization that does."""
        return actor in map(str, self.leaders) or organization in self.led_from

    def joined_by(self, organization: UUID) -> "Group":
        """With the organization."""
        return msgspec.structs.replace(self, members=self.members | {organization})

    def left_by(self, organization: UUID) -> "Group":
        """Without it, whether it was there or not."""
        return msgspec.structs.replace(self, members=self.members - {organization})

    def no_longer_led_from(self, organization: UUID) -> "Group":
        """Nobody of the organization acts as its head any more."""
        return msgspec.structs.replace(self, led_from=self.led_from - {organization})

    def with_person(self, subject: UUID) -> "Group":
        """With the person."""
        return msgspec.structs.replace(self, persons=self.persons | {subject})

    def without_person(self, subject: UUID) -> "Group":
        """Without the person."""
        return msgspec.structs.replace(self, persons=self.persons - {subject})


class Pairing(msgspec.Struct, frozen=True):
    """结对: not ended."""

    organization: UUID
    partner: UUID
    scheme: str

    def joins(self, one: UUID, other: UUID) -> bool:
        """Whether it is of these two, in either order."""
        return {self.organization, self.partner} == {one, other}


class Agreement(msgspec.Struct, frozen=True):
    """协议: signed."""

    organization: UUID
    title: str
    year: int
