"""One alliance of three members whose charter has two lists and two classes of venues."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.charters import (
    AdoptedCharter,
    Charter,
    ResourceKind,
    ResourceList,
    ResourceRules,
    VenueClass,
    shipped,
)
from concord.resources.commands import ConfirmBooking, RequestBooking, ShareResource

FRIDAY = date(2024, 3, 1)
RULES = ResourceRules(
    lists=(
        ResourceList(code="PLACES", name="共享阵地", kinds=(ResourceKind.VENUE,)),
        ResourceList(code="ALL", name="资源清单"),
    ),
    venue_classes=(VenueClass.CLASS_1, VenueClass.CLASS_2),
    answer_days=2,
)


class Scene:
    """Builds commands, and speaks for whoever gives them."""

    def __init__(self, decider: Any) -> None:
        self.decider = decider
        self.alliance, self.owner, self.guest, self.left = (uuid4() for _ in range(4))
        self.settle()

    def settle(
        self,
        *,
        dissolved_on: date | None = None,
        rules: ResourceRules | None = RULES,
        gone: UUID | None = None,
    ) -> "Scene":
        """The alliance as others tell of it; `gone` leaves today."""
        charter: Charter = msgspec.structs.replace(shipped("jianghai"), resources=rules)
        stays = [(self.owner, None), (self.guest, None), (self.left, FRIDAY)]
        self.decider.given_facts(
            self.alliance,
            {
                "approved_on": date(2023, 1, 1),
                "dissolved_on": dissolved_on,
                "memberships": [
                    {
                        "organization": one,
                        "joined_on": date(2023, 1, 1),
                        "left_on": FRIDAY if one == gone else left,
                    }
                    for one, left in stays
                ],
                "charters": (AdoptedCharter(date(2023, 1, 1), charter),),
            },
        )
        return self

    def by(self, organization: UUID | None, role: str = "officer") -> Any:
        return self.decider.speaking(organization, role)

    def share(self, **changes: Any) -> ShareResource:
        given = {"alliance": self.alliance, "owner": self.owner, "kind": ResourceKind.VENUE}
        return ShareResource(**{**given, "name": "党群服务中心", **changes})

    def shared(self, **changes: Any) -> "Scene":
        decided = self.by(self.owner).when(self.share(**changes))
        assert decided.refusal is None, repr(decided.refusal)
        self.resource: UUID = decided.events[0].originator_id
        return self

    def request(self, starts: str = "09:00", ends: str = "11:00", day: int = 8, **changes: Any) -> Any:
        given = {
            "resource": self.resource,
            "organization": self.guest,
            "title": "主题党日",
            "starts_on": date(2024, 3, day),
            "starts_at": starts,
            "ends_on": date(2024, 3, day),
            "ends_at": ends,
        }
        return RequestBooking(**{**given, **changes})

    def requested(self, *arguments: Any, **changes: Any) -> UUID:
        decided = self.by(self.guest).when(self.request(*arguments, **changes))
        assert decided.refusal is None, repr(decided.refusal)
        booking: UUID = decided.events[0].originator_id
        return booking

    def confirmed(self, *arguments: Any, **changes: Any) -> UUID:
        booking = self.requested(*arguments, **changes)
        self.by(self.owner).given(ConfirmBooking(booking=booking))
        return booking

    def state(self) -> Any:
        return self.decider.aggregate(self.resource)


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On Friday 2024-03-01."""
    return Scene(decider.on(FRIDAY))


@pytest.fixture
def fresh_scene(decider: Any) -> Any:
    """Makes a scene of its own for each example of a property."""
    return lambda: Scene(type(decider)().on(FRIDAY))
