"""A tenant that has something of every kind: five alliances under the five charters, then random commands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from asking import Asker
from asking_anything import COMMANDS, ENDING, ORGANIZATIONS, Known, command, made, possible
from probing import SCHEMA, selection

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import SHIPPED, OrganizationKind, organization_id, shipped
from concord.commanding import Command, Commander, Outcome, Refusal
from concord.demo.units import credit_code
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.tenancy import Tenant

NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)
ATTEMPTS = 40
"""At making the first of a kind."""


class Settler:
    """Gives commands in a simulated tenant, and knows what came of them."""

    def __init__(self, commander: Commander, tenant: Tenant, seed: int) -> None:
        self._commander, self._tenant = commander, tenant
        self._chance = Random(seed)
        self.known = Known(shipped(SHIPPED[0]), NOW.date())

    async def settle(self, steps: int) -> None:
        """`steps` random commands, after at least one of each kind was tried."""
        for number, name in enumerate(SHIPPED):
            await self._found(number, name)
        for kind in [*COMMANDS, *COMMANDS]:
            await self._first(kind)
        for _ in range(steps):
            await self._random()

    async def _found(self, number: int, name: str) -> None:
        charter = shipped(name)
        tiers = [tier.code for tier in charter.tiers for _ in range(tier.minimum)]
        kind = (charter.admission.kinds or (OrganizationKind.ENTERPRISE,))[0]
        codes = [credit_code(kind, 50_000 + 20 * number + n) for n in range(len(tiers) + 2)]
        for code in codes:
            await self.give(RegisterOrganization(credit_code=code, name=code, kind=kind, party_form="BRANCH"))
        units = [organization_id(self._tenant.id, code) for code in codes]
        members = tuple(
            FoundingMember(organization=unit, tier=tier)
            for unit, tier in zip(units, [*tiers, *[charter.admission.tier] * 2], strict=True)
        )
        await self.give(FoundAlliance(name=name, kind=charter.kinds[0], charter=charter, members=members))
        self.known.charter = charter

    async def _first(self, kind: type[Command]) -> None:
        """Tries until there is one of that kind."""
        if kind.aggregate.__name__.lower() in self.known.streams or not possible(kind, self.known):
            return
        for _ in range(ATTEMPTS):
            self.known.charter = shipped(self._chance.choice(SHIPPED))
            wanted = made(kind, self.known, self._chance)
            if await self.give(wanted, self._speaker(wanted)):
                return

    async def _random(self) -> None:
        self.known.charter = shipped(self._chance.choice(SHIPPED))
        wanted = command(self.known, self._chance)
        if type(wanted).__name__ not in ENDING:
            await self.give(wanted, self._speaker(wanted))

    def _speaker(self, wanted: Command) -> UUID | None:
        """Mostly an organization that the command names."""
        named = [getattr(wanted, name, None) for name in ORGANIZATIONS]
        return self._chance.choice([None, *(one for one in named if isinstance(one, UUID))])

    async def give(self, wanted: Command, by: UUID | None = None) -> Outcome | None:
        """None where the rules refuse it."""
        viewer = Viewer(tenant=self._tenant, subject="settler", role=Role.COMMITTEE, organization=by)
        try:
            outcome = await self._commander.execute(viewer, wanted, now=NOW)
        except Refusal:
            return None
        self.known.add(type(wanted).aggregate.__name__, outcome.stream)
        self.known.head = outcome.position
        return outcome


async def ids_of(asker: Asker) -> dict[str, list[str]]:
    """Global ids by type, of all that the first pages of every list show."""
    found: dict[str, list[str]] = {}
    assert SCHEMA.query_type is not None
    for name, field in SCHEMA.query_type.fields.items():
        if "first" in field.args:
            answer = await asker.ask(f"{{ {name}(first: 5) {selection(field.type, 2)} }}")
            for kind, one in _objects(answer.data):
                if one not in found.setdefault(kind, []):
                    found[kind].append(one)
    return found


def _objects(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["__typename"], value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
