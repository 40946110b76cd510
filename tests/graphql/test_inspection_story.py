"""检查整改 through the API: a squad inspects, a hazard is put right, somebody else verifies."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from asking import Asker, Door
from founding import found, register

from concord.commanding import ZONE
from concord.identity import Role
from concord.tenancy import Tenant

RULES = {"hazardDays": 5, "shortcomingDays": 10, "verifyDays": 3}


@dataclass
class Cast:
    squad: Asker
    subject: Asker
    alliance: str
    inspecting: str
    inspected: str


@pytest.fixture
async def cast(administrator: Asker, api: Door, tenant: Tenant) -> Cast:
    inspecting, inspected = await register(administrator), await register(administrator)
    return Cast(
        squad=api.enter(tenant, Role.OFFICER, organization=inspecting),
        subject=api.enter(tenant, Role.OFFICER, organization=inspected),
        alliance=await found(administrator, [inspecting, inspected], inspections=RULES),
        inspecting=inspecting,
        inspected=inspected,
    )


async def planned(cast: Cast) -> str:
    payload = await cast.squad.done(
        "inspectionPlan",
        'inspection { id status overdue(on: "2099-01-01") }',
        allianceId=cast.alliance,
        kind="MUTUAL",
        inspectorId=cast.inspecting,
        subjectId=cast.inspected,
        title="安全生产互查",
        plannedOn=datetime.now(ZONE).date().isoformat(),
    )
    assert payload["inspection"]["overdue"] is True
    inspection: str = payload["inspection"]["id"]
    return inspection


async def test_a_hazard_is_found_put_right_and_verified_by_another(cast: Cast):
    inspection = await planned(cast)
    await cast.squad.done("inspectionCarryOut", inspectionId=inspection, summary="查看了两个车间")
    recorded = await cast.squad.done(
        "findingRecord",
        'inspection { unfinished findings { id title description overdue(on: "2099-01-01") } }',
        inspectionId=inspection,
        kind="HAZARD",
        title="消防通道堵塞",
        description="东门堆放物料",
    )
    (finding,) = recorded["inspection"]["findings"]
    assert (finding["title"], finding["description"], finding["overdue"]) == (
        "消防通道堵塞",
        "东门堆放物料",
        True,
    )
    which = {"inspectionId": inspection, "findingId": finding["id"]}
    assert await cast.squad.refused("findingRectify", **which, measures="x") == "NOT_THE_INSPECTED"
    await cast.subject.done("findingRectify", **which, measures="已清理")
    assert await cast.subject.refused("findingVerify", **which) == "VERIFIER_IS_RECTIFIER"
    await cast.squad.done("findingReject", **which, reason="仍有堆放")
    await cast.subject.done("findingRectify", **which, measures="已全部清理")
    verified = await cast.squad.done(
        "findingVerify",
        "inspection { unfinished findings { status rejected onTime measures note } }",
        **which,
        note="现场复核",
    )
    assert verified["inspection"]["unfinished"] == 0
    (done,) = verified["inspection"]["findings"]
    assert (done["status"], done["rejected"], done["onTime"]) == ("VERIFIED", 1, True)
    assert (done["measures"], done["note"]) == ("已全部清理", "现场复核")

    page = await cast.subject.ask(
        """query ($f: FindingFilter, $i: InspectionFilter) {
            findings(first: 5, filter: $f) { nodes { id subject { id } } }
            inspections(first: 5, filter: $i) { nodes { id findingCount inspector { id } } } }""",
        f={"subjectId": cast.inspected, "statuses": ["VERIFIED"]},
        i={"allianceId": cast.alliance, "unfinished": False},
    )
    assert page.errors == []
    assert page.data == {
        "findings": {"nodes": [{"id": finding["id"], "subject": {"id": cast.inspected}}]},
        "inspections": {
            "nodes": [{"id": inspection, "findingCount": 1, "inspector": {"id": cast.inspecting}}]
        },
    }


async def test_an_inspection_is_cancelled_and_then_nothing_is_found(cast: Cast):
    inspection = await planned(cast)
    cancelled = await cast.squad.done(
        "inspectionCancel", "inspection { status note }", inspectionId=inspection, reason="停产检修"
    )
    assert cancelled["inspection"] == {"status": "CANCELLED", "note": "停产检修"}
    finding = {"inspectionId": inspection, "kind": "HAZARD", "title": "甲"}
    assert await cast.squad.refused("findingRecord", **finding) == "WRONG_STATUS"
