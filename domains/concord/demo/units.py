"""The organizations of a demo tenant. Names are those of the source where it gives one, else invented."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import OrganizationKind, PartyForm, organization_id
from concord.demo.chance import number, pick
from concord.demo.diary import Diary
from concord.identity import Role
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.privacy import Personal

AGENCIES = {
    OrganizationKind.ENTERPRISE: "91",
    OrganizationKind.ORGAN: "11",
    OrganizationKind.SOCIAL_ORGANIZATION: "51",
    OrganizationKind.COMMUNITY: "55",
    OrganizationKind.VILLAGE: "54",
    OrganizationKind.PUBLIC_INSTITUTION: "12",
}
"""登记管理部门 and 机构类别, the first two characters of a credit code (GB 32100-2015)."""
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
GIVEN_NAMES = ("联络", "组织", "宣传", "文书", "党务", "值班")
"""No person has such a name: contacts are shown without inventing somebody who might exist."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One organization as it is registered."""

    name: str
    kind: OrganizationKind = OrganizationKind.ENTERPRISE
    party_form: PartyForm = PartyForm.BRANCH
    party_members: int = 0
    affiliated_enterprises: int = 0
    area: str = ""
    industry: str = ""
    contact: bool = False


def credit_code(kind: OrganizationKind, serial: int) -> str:
    """A code that passes its check; its 主体标识码 begins with letters that no registrar gives."""
    body = f"{AGENCIES[kind]}000000DEMA{serial:05}"
    return body + check_character(body)


class Register:
    """Registers the units of one tenant, each with a code of its own."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._serial = 0
        self.units: dict[UUID, Unit] = {}

    def add(self, unit: Unit, day: date) -> UUID:
        """Registers a unit. Returns its id."""
        self._serial += 1
        code = credit_code(unit.kind, self._serial)
        command = RegisterOrganization(
            credit_code=code,
            contact=self._contact(code) if unit.contact else None,
            **{name: getattr(unit, name) for name in unit.__struct_fields__ if name != "contact"},
        )
        self._diary.write(f"register {code}", day, command, role=Role.ADMINISTRATOR)
        stream = organization_id(self._diary.tenant.id, code)
        self.units[stream] = unit
        return stream

    def all(self, units: list[Unit], day: date) -> list[UUID]:
        """Registers several."""
        return [self.add(unit, day) for unit in units]

    def _contact(self, code: str) -> Personal:
        values = {
            "name": pick(f"surname {code}", SURNAMES) + pick(f"name {code}", GIVEN_NAMES),
            "phone": f"1000000{number(f'phone {code}', 0, 9999):04}",
        }
        return Personal(self._diary.id(f"contact {code}"), values)


def share(total: int, parts: int, least: int = 0) -> list[int]:
    """A total in so many parts, as even as whole numbers allow, none below `least`."""
    return [max(least, total * (part + 1) // parts - total * part // parts) for part in range(parts)]
