"""Reports through the API: drafted, submitted, returned, accepted, counted again."""

from datetime import date

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

YEAR = date.today().year - 1
QUARTER = f"{YEAR}-Q1"
REPORTS = [{"period": "QUARTER", "to": "区镇党（工）委", "days": 15}]
SHOWN = """report { id status period dueOn onTime recipient submissionCount
    submissions { number definition countedTo verdict remarks summary figures { code name of value } } }"""
RECOUNT = """query ($id: ID!, $d: Int) { reportRecount(id: $id, definition: $d) {
    definition countedTo restatedCount
    figures { restated submitted { code value } counted { code value } } } }"""


@pytest.fixture
async def alliance(administrator: Asker) -> str:
    unit = await register(administrator)
    return await found(administrator, [unit], occurred_on=f"{YEAR}-01-01", reports=REPORTS)


@pytest.fixture
async def report(administrator: Asker, alliance: str) -> str:
    drafted = await administrator.done("reportDraft", SHOWN, allianceId=alliance, period=QUARTER)
    made: str = drafted["report"]["id"]
    return made


async def test_a_report_goes_its_way(
    administrator: Asker, alliance: str, report: str, api: Door, tenant: Tenant
):
    secretary, committee = api.enter(tenant, Role.SECRETARY), api.enter(tenant, Role.COMMITTEE)
    again = {"allianceId": alliance, "period": QUARTER}
    assert await secretary.refused("reportDraft", **again) == "ALREADY_DRAFTED"
    of = {"reportId": report}
    assert await committee.refused("reportAccept", **of) == "NOT_SUBMITTED"
    sent = (await secretary.done("reportSubmit", SHOWN, summary="一季度", **of))["report"]
    assert (sent["status"], sent["onTime"], sent["dueOn"]) == ("SUBMITTED", False, f"{YEAR}-04-15")
    (submission,) = sent["submissions"]
    assert (submission["number"], submission["summary"], submission["verdict"]) == (1, "一季度", None)
    figures = {(one["code"], one["of"]): one for one in submission["figures"]}
    covered = figures["coverage.kind.organizations", "REGIONAL"]
    assert (covered["value"], covered["name"]) == ("1", "member organizations")
    assert figures["activities.attendance_rate", ""]["value"] is None

    returned = (await committee.done("reportReturn", SHOWN, remarks="请补充", **of))["report"]
    assert returned["submissions"][0]["remarks"] == "请补充"
    await secretary.done("reportSubmit", **of)
    accepted = (await committee.done("reportAccept", SHOWN, **of))["report"]
    assert (accepted["status"], accepted["submissionCount"]) == ("ACCEPTED", 2)
    assert await secretary.refused("reportSubmit", **of) == "ALREADY_ACCEPTED"


async def test_the_figures_are_those_of_the_ledger_as_it_stood_at_submission(
    administrator: Asker, alliance: str, report: str
):
    sent = await administrator.done("reportSubmit", SHOWN, reportId=report)
    (submission,) = sent["report"]["submissions"]
    unit = await register(administrator)
    join = {"allianceId": alliance, "organizationId": unit, "occurredOn": f"{YEAR}-02-01"}
    joined = await administrator.done("allianceJoin", **join)
    assert joined["position"] > submission["countedTo"]
    recount = (await administrator.ask(RECOUNT, id=report)).only
    assert (recount["countedTo"], recount["restatedCount"]) == (submission["countedTo"], 0)
    assert [one["counted"] for one in recount["figures"]] == [
        {"code": one["code"], "value": one["value"]} for one in submission["figures"]
    ]
    assert (await administrator.ask(RECOUNT, id=report, d=99)).codes == ["BAD_USER_INPUT"]


async def test_what_was_not_submitted_is_not_counted_again(administrator: Asker, report: str):
    assert (await administrator.ask(RECOUNT, id=report)).only is None


async def test_reports_are_listed_by_what_they_are(administrator: Asker, alliance: str, report: str):
    listed = "query ($f: ReportFilter) { reports(first: 10, filter: $f) { totalCount nodes { id } } }"
    for filter_, count in (
        ({"allianceId": alliance}, 1),
        ({"statuses": ["DRAFT"]}, 1),
        ({"statuses": ["ACCEPTED"]}, 0),
        ({"overdueOn": f"{YEAR}-04-16"}, 1),
        ({"overdueOn": f"{YEAR}-04-15"}, 0),
    ):
        assert (await administrator.ask(listed, f=filter_)).only["totalCount"] == count
