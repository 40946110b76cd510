"""The tenant's calendar day, for what is shown as of today."""

from datetime import UTC, date, datetime

from concord.commanding.commander import ZONE


def today() -> date:
    """Now, as a date in the tenants' time zone."""
    return datetime.now(UTC).astimezone(ZONE).date()
