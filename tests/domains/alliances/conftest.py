"""An alliance of invented units under a charter that each test can change."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import (
    Admission,
    AdmissionPath,
    AllianceKind,
    Charter,
    Decision,
    Departure,
    DepartureRule,
    MotionKind,
    Period,
    Rotation,
    RotationBasis,
    Theme,
    TicketRules,
    Tier,
    alliance_id,
    organization_id,
)

FOUNDED = date(2024, 1, 1)

CHARTER = Charter(
    code="example",
    title="章程",
    authority="区镇党（工）委",
    kinds=(AllianceKind.REGIONAL,),
    tiers=(
        Tier(code="X", name="会长单位", minimum=2, maximum=3, may_chair=True),
        Tier(code="Y", name="会员单位"),
    ),
    admission=Admission(path=AdmissionPath.DIRECT, tier="Y"),
    departure=Departure(on_limit=DepartureRule.REFUSE),
    chair=Rotation(title="执行会长单位", period=Period.QUARTER, basis=RotationBasis.FIXED_ORDER),
    themes=(Theme(code="STUDY", name="联学"),),
    tickets=TicketRules(levels=(), triage_days=1, dispatch_days=1, silence_days=7),
    late_entry_days=30,
)


class World:
    """The decider of the tests with units and alliances in it."""

    def __init__(self, decider: Any) -> None:
        self.decider = decider
        decider.on(FOUNDED)

    def unit(self, code: str, **facts: Any) -> UUID:
        """A registered organization, by any code."""
        stream = organization_id(self.decider.tenant, code)
        known = {"name": code, "kind": "ENTERPRISE", "party_form": "BRANCH", "deregistered": False} | facts
        self.decider.given_facts(stream, known)
        return stream

    def founding(
        self, name: str = "海工党建联盟", tiers: Sequence[str] = "XXYY", **charter: Any
    ) -> FoundAlliance:
        """The command that founds an alliance of one unit for each tier named: units 0, 1, 2…

        Other values of the charter by name; its own tiers as `tiers_`.
        """
        values = {name.rstrip("_"): value for name, value in charter.items()}
        members = tuple(
            FoundingMember(organization=self.unit(f"{name}{number}"), tier=tier)
            for number, tier in enumerate(tiers)
        )
        return FoundAlliance(
            name=name,
            kind=AllianceKind.REGIONAL,
            charter=msgspec.structs.replace(CHARTER, **values),
            members=members,
        )

    def found(self, name: str = "海工党建联盟", tiers: Sequence[str] = "XXYY", **charter: Any) -> UUID:
        """Founds it."""
        self.decider.given(self.founding(name, tiers, **charter))
        return alliance_id(self.decider.tenant, name)

    def passed(self, alliance: UUID, kind: MotionKind, subject: UUID, on: date) -> Decision:
        """A resolution that a meeting of the alliance has passed."""
        decision = Decision(uuid4(), uuid4())
        resolution = {"id": decision.resolution, "kind": kind, "subject": subject, "passed_on": on}
        facts = {"alliance": alliance, "resolutions": [resolution]}
        self.decider.given_facts(decision.meeting, facts)
        return decision

    def member(self, number: int, name: str = "海工党建联盟") -> UUID:
        """The unit founded as that number."""
        return organization_id(self.decider.tenant, f"{name}{number}")


@pytest.fixture
def world(decider: Any) -> World:
    """Nothing is founded yet; the day is 2024-01-01."""
    return World(decider)


def charter(**values: Any) -> Charter:
    """The example charter with other values."""
    return msgspec.structs.replace(CHARTER, **values)


@pytest.fixture
def example() -> Any:
    """Makes the example charter with other values."""
    return charter


@pytest.fixture
def make_world(decider: Any) -> Any:
    """Makes worlds, one for each example of a property."""
    return lambda: World(type(decider)())
