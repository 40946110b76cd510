"""What money needs to know of results, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.commanding import Refusal
from concord.funds.errors import FundRefusal
from concord.funds.rewarding import Placed


class Ranked(msgspec.Struct, frozen=True):
    """Where one organization came."""

    organization: UUID
    rank: int


class Starred(msgspec.Struct, frozen=True):
    """Its stars."""

    organization: UUID
    stars: int


class Final(msgspec.Struct, frozen=True):
    """Of `assessments.Assessment`: results, and what they still wait for."""

    alliance: UUID
    scheme_code: str
    period: str
    results: tuple[Ranked, ...]
    stars: tuple[Starred, ...]
    stars_pending: bool
    publication_days: int | None
    objections_until: date | None
    open_objections: int

    def require_final(self, today: date, field: str, *, stars: bool = False) -> None:
        """Refuses results that objections may still change, and, where they count, stars not awarded yet."""
        published = self.objections_until is not None and self.objections_until < today
        over = self.publication_days is None or (published and not self.open_objections)
        if not self.results or not over or (stars and self.stars_pending):
            raise Refusal(FundRefusal.RESULT_NOT_FINAL, field)

    def placed(self) -> list[Placed]:
        """Everybody by rank."""
        stars = {one.organization: one.stars for one in self.stars}
        return [Placed(one.organization, one.rank, stars.get(one.organization, 0)) for one in self.results]
