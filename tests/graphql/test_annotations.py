"""A mistaken entry through the API: proposed, decided by another person, seen at the entry itself."""

from uuid import uuid4

from asking import Asker, Door
from founding import register

from concord.identity import Role
from concord.tenancy import Tenant

SHOWN = "annotation { id entry status reason decisionReason proposedBy decidedBy }"
AT_ENTRY = (
    "query ($asOf: AsOf) { ledger(asOf: $asOf) { entry(position: 1) { annotation { status reason } } } }"
)
LISTED = (
    "query ($s: [AnnotationStatus!]) { annotations(first: 5, filter: {statuses: $s}) { nodes { entry } } }"
)


async def test_an_entry_is_annotated_by_two_people(api: Door, administrator: Asker, tenant: Tenant):
    await register(administrator)
    second = api.enter(tenant, Role.SECRETARY)
    proposed = await administrator.done("entryProposeAnnotation", SHOWN, entry=1, reason="名称有误")
    assert proposed["annotation"]["status"] == "PROPOSED"
    assert await administrator.refused("entryConfirmAnnotation", entry=1) == "SECOND_PERSON_REQUIRED"

    done = await second.done("entryConfirmAnnotation", f"position {SHOWN}", entry=1)

    shown = done["annotation"]
    assert (shown["status"], shown["reason"], shown["decisionReason"]) == ("ANNOTATED", "名称有误", None)
    assert shown["proposedBy"] != shown["decidedBy"]
    entry = (await administrator.ask(AT_ENTRY)).only["entry"]
    assert entry["annotation"] == {"status": "ANNOTATED", "reason": "名称有误"}
    before = await administrator.ask(AT_ENTRY, asOf={"position": 1})
    assert before.only["entry"]["annotation"] is None
    assert (await second.ask(LISTED, s=["ANNOTATED"])).only["nodes"] == [{"entry": 1}]
    assert (await second.ask(LISTED, s=["PROPOSED"])).only["nodes"] == []


async def test_one_person_with_two_tokens_is_one_person(api: Door, administrator: Asker, tenant: Tenant):
    await register(administrator)
    subject = uuid4()
    first = api.enter(tenant, Role.SECRETARY, subject=subject)
    other_token = api.enter(tenant, Role.COMMITTEE, subject=subject)
    await first.done("entryProposeAnnotation", entry=1, reason="名称有误")
    for name, more in (("entryConfirmAnnotation", {}), ("entryDeclineAnnotation", {"reason": "无误"})):
        assert await other_token.refused(name, entry=1, **more) == "SECOND_PERSON_REQUIRED"
    await api.enter(tenant, Role.COMMITTEE).done("entryConfirmAnnotation", entry=1)


async def test_what_is_declined_says_why(api: Door, administrator: Asker, tenant: Tenant):
    await register(administrator)
    second = api.enter(tenant, Role.SECRETARY)
    await administrator.done("entryProposeAnnotation", entry=1, reason="名称有误")
    declined = await second.done("entryDeclineAnnotation", SHOWN, entry=1, reason="与执照一致")
    assert (declined["annotation"]["status"], declined["annotation"]["decisionReason"]) == (
        "DECLINED",
        "与执照一致",
    )
    assert await second.refused("entryConfirmAnnotation", entry=1) == "NOT_PROPOSED"
    assert await administrator.refused("entryProposeAnnotation", entry=99, reason="x") == "ENTRY_UNKNOWN"


async def test_another_tenant_s_entry_is_unknown(api: Door, administrator: Asker, simulated_tenant: Tenant):
    await register(administrator)
    stranger = api.enter(simulated_tenant, Role.ADMINISTRATOR)
    assert await stranger.refused("entryProposeAnnotation", entry=1, reason="x") == "ENTRY_UNKNOWN"
