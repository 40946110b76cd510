"""How reports are asked for."""

from typing import Annotated

import strawberry

from concord.api import ids
from concord.api.asof import AsOf, look_back
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast, GlobalId, listing, single
from concord.api.reports.filter import ReportFilterInput
from concord.api.reports.loaders import MODEL, REPORT, SUBMISSIONS
from concord.api.reports.recounting import Recount, ReportRecount, recount
from concord.api.reports.types import Report
from concord.readmodels.reports import queries


async def _recount(
    info: Info,
    id: GlobalId,
    submission: Annotated[
        int | None, strawberry.argument(description="报送次序: the last one if omitted")
    ] = None,
    definition: Annotated[
        int | None, strawberry.argument(description="统计口径版本: that of the submission if omitted")
    ] = None,
    at_least: AtLeast = None,
    as_of: AsOf = None,
) -> Recount | None:
    key = ids.decode("Report", id, "id")
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    report = await info.context.load(REPORT, key)
    made = await info.context.load(SUBMISSIONS, key)
    chosen = [one for one in made or () if submission in (None, one.submission)]
    if report is None or not chosen:
        return None
    return await recount(info.context, report, chosen[-1], definition)


FIELDS = (
    listing("reports", "报告", Report, ReportFilterInput, queries, MODEL),
    single("report", "报告", Report, REPORT, MODEL),
    resolved(
        _recount,
        "重新统计: a submission's figures counted again from the ledger; null if there is none",
        ReportRecount | None,
        name="reportRecount",
    ),
)
