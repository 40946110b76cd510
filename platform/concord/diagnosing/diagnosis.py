"""All of it, the worst first."""

from concord.diagnosing.configuration import of_settings
from concord.diagnosing.database import of_database
from concord.diagnosing.events import of_nats
from concord.diagnosing.files import of_files
from concord.diagnosing.finding import Finding, Severity
from concord.settings import Settings


async def diagnose(settings: Settings) -> list[Finding]:
    """What is unsafe about this installation, seen from this machine. Changes nothing."""
    found = [*of_settings(settings), *of_files(settings)]
    found += [one async for one in of_database(settings.dsn("concord_app"))]
    found += [one async for one in of_nats(settings.nats)]
    return sorted(found, key=lambda one: list(Severity).index(one.severity))
