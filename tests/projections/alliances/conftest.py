"""One alliance, told event by event."""

from datetime import date
from uuid import uuid4

import pytest

from concord.readmodels.alliances import READ_MODEL, queries


class Told:
    """Tells events of one alliance and shows what is to be seen of it."""

    def __init__(self, world) -> None:
        self.world = world
        self.id = uuid4()

    def tell(self, event: str, **data: object):
        return self.world.story.tell(f"alliances.{event}", self.id, **data)

    def propose(self, name: str = "江海红湾", kind: str = "REGIONAL"):
        self.tell("AllianceProposed", on=date(2026, 1, 2), name=name, kind=kind, proposers=())
        return self

    def join(self, organization, tier: str = "Y", joined: int = 5, **more):
        self.tell(
            "MemberJoined",
            organization=organization,
            tier=tier,
            joined_on=date(2026, 1, joined),
            joined_by=more.pop("joined_by", "DIRECT"),
            **more,
        )

    async def see(self, query=None, *arguments, **options):
        """The alliance, or what a query finds of it."""
        await self.world.project(READ_MODEL)
        asked = await self.world.ask(query or queries.by_ids, [self.id], *arguments, **options)
        return asked.get(self.id)


@pytest.fixture
def alliance(world) -> Told:
    """Proposed, nothing more."""
    return Told(world).propose()


@pytest.fixture
def another(world) -> Told:
    """A second one."""
    return Told(world).propose("机关联盟", "ORGAN")
