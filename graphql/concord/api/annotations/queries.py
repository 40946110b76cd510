"""How annotations are asked for; an entry names its own (`LedgerEntry.annotation`)."""

import strawberry

from concord.api.annotations.codes import AnnotationStatus
from concord.api.annotations.loaders import MODEL
from concord.api.annotations.types import EntryAnnotation
from concord.api.fields import given
from concord.api.ledger.sight import hidden
from concord.api.listing import listing
from concord.readmodels.annotations import queries
from concord.readmodels.annotations.queries import AnnotationFilter


@strawberry.input(name="AnnotationFilter", description="批注筛选: what is left out narrows nothing")
class AnnotationFilterInput:
    """Conditions of `annotations`."""

    statuses: list[AnnotationStatus] | None = given("批注状态: any of these", default=None)

    def read(self) -> AnnotationFilter:
        """The read model's filter."""
        return AnnotationFilter(statuses=self.statuses)


FIELDS = (listing("annotations", "批注", EntryAnnotation, AnnotationFilterInput, queries, MODEL, hidden),)
