"""A small alliance on a real ledger, lived by commands of any kind and in any order."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import (
    Admission,
    AdmissionPath,
    AllianceKind,
    Charter,
    Departure,
    DepartureRule,
    OrganizationKind,
    Period,
    Rotation,
    RotationBasis,
    Theme,
    TicketLevel,
    TicketRules,
    Tier,
    TriageLevel,
    alliance_id,
    organization_id,
)
from concord.commanding import Command, Commander, Refusal
from concord.eventstore import EventStore
from concord.eventstore.entry import Entry
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant

START = date(2024, 1, 1)
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
    departure=Departure(on_limit=DepartureRule.RECORD_BREACH, days_to_cure=30),
    chair=Rotation(title="执行会长单位", period=Period.QUARTER, basis=RotationBasis.FIXED_ORDER),
    themes=(Theme(code="STUDY", name="联学"),),
    tickets=TicketRules(
        levels=tuple(
            TicketLevel(level=level, name=level, accept_days=1, resolve_days=3) for level in TriageLevel
        ),
        triage_days=1,
        dispatch_days=1,
        silence_days=3,
    ),
    late_entry_days=30,
)


class Town:
    """A tenant of eight units; the first three are an alliance. `ask` gives a command on a day."""

    def __init__(self, tenant: Tenant, store: EventStore, keys: KeyStore) -> None:
        self.viewed, self.tenant = tenant, tenant.id
        self.store, self.commander = store, Commander(store, keys)
        self.today = START
        codes = [f"91350100M000100{n:02}" for n in range(8)]
        self.codes = [code + check_character(code) for code in codes]
        self.units = [organization_id(self.tenant, code) for code in self.codes]
        self.alliance = alliance_id(self.tenant, "联盟")

    async def found(self) -> "Town":
        for code in self.codes:
            assert await self.ask(
                RegisterOrganization(credit_code=code, name=code, kind=OrganizationKind.ENTERPRISE)
            )
        members = [FoundingMember(organization=self.units[n], tier=tier) for n, tier in enumerate("XXY")]
        command = FoundAlliance(
            name="联盟", kind=AllianceKind.REGIONAL, charter=CHARTER, members=tuple(members)
        )
        assert await self.ask(command)
        return self

    async def ask(self, command: Command, by: UUID | None = None) -> Any:
        """The outcome; None where the rules refuse it."""
        viewer = Viewer(tenant=self.viewed, subject="somebody", role=Role.ADMINISTRATOR, organization=by)
        now = datetime(self.today.year, self.today.month, self.today.day, 1, tzinfo=UTC)
        try:
            return await self.commander.execute(viewer, command, now=now)
        except Refusal:
            return None

    async def load(self, aggregate: str, stream: UUID) -> Any:
        """The aggregate, as the rules see it."""
        return await self.commander.load(self.tenant, aggregate, stream)

    async def entries(self) -> list[Entry]:
        """The whole ledger."""
        return await self.store.read(self.tenant, 0, 10_000)
