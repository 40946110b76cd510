"""Why a moment of a ledger cannot be looked at."""

from datetime import datetime


class AsOfError(Exception):
    """Base: there is no answer for this moment."""


class BeyondTheHead(AsOfError):
    """The ledger has no entry at this position."""

    def __init__(self, position: int, head: int) -> None:
        super().__init__(f"position {position} of a ledger of {head} entries")
        self.position, self.head = position, head


class BeforeTheFirst(AsOfError):
    """Nothing had been recorded at this time."""

    def __init__(self, time: datetime) -> None:
        super().__init__(f"{time.isoformat()} is before the first entry")
        self.time = time


class NotYet(AsOfError):
    """This time is still to come: what will have been recorded by then is not known."""

    def __init__(self, time: datetime) -> None:
        super().__init__(f"{time.isoformat()} is still to come")
        self.time = time


class TooManyEvents(AsOfError):
    """So long a ledger is not folded while somebody waits."""

    def __init__(self, position: int, limit: int) -> None:
        super().__init__(f"{position} events, at most {limit}")
        self.position, self.limit = position, limit


class Busy(AsOfError):
    """Others keep the database busy with moments of theirs, or it took too long: try again later."""


class CannotReplay(AsOfError):
    """A read model cannot take an entry: it is parked there, and nobody has skipped the entry yet."""

    def __init__(self, model: str, position: int, error: str) -> None:
        super().__init__(f"{model} at position {position}: {error}")
        self.model, self.position = model, position
