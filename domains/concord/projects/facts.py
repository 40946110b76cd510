"""What others may know of a project."""

from uuid import UUID

import msgspec


class ProjectFacts(msgspec.Struct, frozen=True):
    """Of a project itself."""

    alliance: UUID
    year: int
