"""A simulated tenant's time, moved on by whoever tests what a year brings."""

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from asking import credit_code

from concord.charters import OrganizationKind
from concord.commanding import Commander
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.tenancy import Tenant

ZONE = ZoneInfo("Asia/Shanghai")
_NUMBERS = itertools.count(5_000_000)


class Clock:
    """Commands without a time of their own go on from the last entry: one entry moves them all."""

    def __init__(self, commander: Commander, tenant: Tenant) -> None:
        self._commander, self.tenant = commander, tenant
        self._viewer = Viewer(tenant=tenant, subject="clock", role=Role.ADMINISTRATOR)

    async def on(self, day: str) -> int:
        """Nine o'clock on that day. Returns the ledger position of what happened then."""
        number = next(_NUMBERS)
        command = RegisterOrganization(
            credit_code=credit_code(number), name=f"其他单位{number}", kind=OrganizationKind.ENTERPRISE
        )
        now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=ZONE)
        return (await self._commander.execute(self._viewer, command, now=now)).position


def after(day: str, days: int) -> str:
    """So many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
