"""Groups, pairings and agreements of an alliance as its decisions need them."""

from uuid import UUID

import msgspec

from concord.charters import GroupKind


class Group(msgspec.Struct, frozen=True):
    """组织机构: not dissolved."""

    code: str
    kind: GroupKind
    name: str
    members: frozenset[UUID] = frozenset()
    """Organizations."""
    persons: frozenset[UUID] = frozenset()
    """Their subjects."""

    def joined_by(self, organization: UUID) -> "Group":
        """With the organization."""
        return msgspec.structs.replace(self, members=self.members | {organization})

    def left_by(self, organization: UUID) -> "Group":
        """Without it, whether it was there or not."""
        return msgspec.structs.replace(self, members=self.members - {organization})

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
