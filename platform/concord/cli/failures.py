"""Expected failures, each as one sentence that says what to do."""

import asyncpg

from concord.embedded.errors import EmbeddedError
from concord.settings import SettingError


class Failure(Exception):
    """A command that cannot do what was asked. One sentence."""


def sentence(error: Exception) -> str | None:
    """What to print, or None for a fault of ours, which keeps its trace."""
    if isinstance(error, Failure | EmbeddedError | SettingError):
        return str(error)
    if isinstance(error, ConnectionError | FileNotFoundError | asyncpg.CannotConnectNowError):
        return (
            "The database does not answer: start it with `concord demo`, or set CONCORD_DATA_DIR or "
            f"CONCORD_DATABASE_URL to where it is ({type(error).__name__})."
        )
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError | asyncpg.InvalidCatalogNameError):
        return f"The database refuses: {error}; check CONCORD_DATABASE_URL and infra/postgres/roles.sql."
    if isinstance(error, asyncpg.UndefinedFunctionError | asyncpg.UndefinedTableError):
        return "The database has no schema, or an old one: run `concord migrate`."
    from concord.eventstore.migrating import MigrationChanged  # only now: it is slow to import
    from concord.ledger.errors import FolderError
    from concord.privacy.master import MasterKeyLost

    if isinstance(error, FolderError | MasterKeyLost):
        return str(error)
    if isinstance(error, MigrationChanged):
        return f"Another version of Concord made the database ({error}): use that one, or another database."
    return None
