"""Which day is today, for what is shown as of today."""

from datetime import UTC, date, datetime

from concord.api.context import MOMENT, Load, OperationContext
from concord.commanding import day_of
from concord.tenancy import reading

_LAST = "select recorded_at from head where tenant_id = $1"


async def _ledger_days(context: OperationContext, keys: list[str]) -> list[date]:
    async with reading(context.services.pool, context.tenant) as connection:
        last = await connection.fetchval(_LAST, context.tenant)
    found = last if isinstance(last, datetime) else datetime.now(UTC)
    return [day_of(found) for _ in keys]


_LEDGER_DAY: Load[str, date] = Load(_ledger_days)


async def today(context: OperationContext) -> date:
    """Now, as a day; for a simulated tenant the day of its last entry, since its
    time stands still between them; under `asOf` the day of that moment."""
    if (moment := MOMENT.get()) is not None:
        return day_of(moment.at)
    if context.viewer.tenant.simulated:
        return await context.load(_LEDGER_DAY, "")
    return day_of(datetime.now(UTC))
