"""A submission counted again, from the ledger as it stood: by the same definition, or by another."""

import msgspec
import strawberry

from concord.api.context import OperationContext
from concord.api.errors import bad_input, limit_exceeded
from concord.api.fields import field
from concord.api.figures.types import Figure
from concord.api.scalars import Position
from concord.commanding import Message
from concord.commanding.commander import SURVEYED
from concord.figures import DEFINITIONS, Scope
from concord.figures import Figure as Counted
from concord.readmodels.reports.rows import ReportRow, SubmissionRow

NO_DEFINITION = Message("没有第 {definition} 版统计口径", "There is no definition {definition} of figures")
TOO_LONG = Message(
    "第 {position} 条之前的台账过长，逐条统计最多 {limit} 条",
    "At most {limit} entries are counted while you wait, and this is up to {position}",
)


class Compared(msgspec.Struct, frozen=True):
    """The source object of a figure beside its counterpart."""

    submitted: Counted | None
    counted: Counted | None

    @property
    def restated(self) -> bool:
        return self.submitted != self.counted


class Recount(msgspec.Struct, frozen=True):
    """The source object of a recount."""

    definition: int
    counted_to: int
    figures: tuple[Compared, ...]

    @property
    def restated(self) -> int:
        return sum(one.restated for one in self.figures)


@strawberry.type(description="重新统计的数字: as submitted, and as counted now")
class RecountedFigure:
    """Different where the definition is another, or the submission was not what the ledger said."""

    submitted: Figure | None = field("报送值: null if it was not in the report")
    counted: Figure | None = field("重新统计值: null if there is no such figure by this definition")
    restated: bool = field("是否有变化: the two differ")


@strawberry.type(description="重新统计: a submission's figures, counted again from the ledger as it stood")
class ReportRecount:
    """By the submission's own definition all figures are the same."""

    definition: int = field("统计口径版本: by which was counted now")
    counted_to: Position = field("统计至台账第几条: as at the submission")
    restated_count: int = field("有变化的数字: how many differ", source="restated")
    figures: list[RecountedFigure] = field("重新统计的数字: by code and part")


async def recount(
    context: OperationContext, report: ReportRow, submission: SubmissionRow, version: int | None
) -> Recount:
    """Counts every entry up to the submission's position. Raises BAD_USER_INPUT, LIMIT_EXCEEDED."""
    definition = DEFINITIONS.get(submission.definition if version is None else version)
    if definition is None:
        raise bad_input(NO_DEFINITION, definition=version)
    until = submission.counted_to
    if until > SURVEYED:
        raise limit_exceeded(TOO_LONG, position=until, limit=SURVEYED)
    count = definition.begin(Scope(report.starts_on, report.ends_on, report.alliance))
    async for entries in context.services.store.read_types(context.tenant, definition.types, until=until):
        for entry in entries:
            count.take(entry)
    submitted = {(one.code, one.of): one for one in submission.figures}
    counted = {(one.code, one.of): one for one in count.figures()}
    both = sorted(submitted.keys() | counted.keys())
    return Recount(
        definition.version, until, tuple(Compared(submitted.get(key), counted.get(key)) for key in both)
    )
