"""How erasures are asked for."""

from uuid import UUID

import strawberry

from concord.api.erasures.codes import ErasureStatus
from concord.api.erasures.loaders import MODEL
from concord.api.erasures.types import Erasure
from concord.api.fields import given
from concord.api.listing import listing
from concord.readmodels.erasures import queries
from concord.readmodels.erasures.queries import ErasureFilter


@strawberry.input(name="ErasureFilter", description="删除筛选: what is left out narrows nothing")
class ErasureFilterInput:
    """Conditions of `erasures`."""

    statuses: list[ErasureStatus] | None = given("删除状态: any of these", default=None)
    subject: UUID | None = given("主体编号: of this person", default=None)

    def read(self) -> ErasureFilter:
        """The read model's filter."""
        return ErasureFilter(statuses=self.statuses, subject=self.subject)


FIELDS = (listing("erasures", "删除", Erasure, ErasureFilterInput, queries, MODEL),)
