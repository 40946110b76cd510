"""资源共享 through the API: shared, accepted, booked, used, rated; and two who want one hour."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from asking import Asker, Door
from founding import found, register

from concord.commanding import ZONE
from concord.identity import Role
from concord.tenancy import Tenant

RULES = {
    "answerDays": 2,
    "venueClasses": ["CLASS_1"],
    "lists": [
        {"code": "PLACES", "name": "共享阵地", "kinds": ["VENUE"]},
        {"code": "ALL", "name": "资源清单"},
    ],
}
NEEDS = {"claimDays": 5, "completeDays": 20}


@dataclass
class Cast:
    administrator: Asker
    committee: Asker
    owner: Asker
    guest: Asker
    alliance: str
    owning: str
    visiting: str


@pytest.fixture
async def cast(administrator: Asker, api: Door, tenant: Tenant) -> Cast:
    owning, visiting = await register(administrator), await register(administrator)
    alliance = await found(administrator, [owning, visiting], resources=RULES, needs=NEEDS)
    return Cast(
        administrator=administrator,
        committee=api.enter(tenant, Role.COMMITTEE),
        owner=api.enter(tenant, Role.OFFICER, organization=owning),
        guest=api.enter(tenant, Role.OFFICER, organization=visiting),
        alliance=alliance,
        owning=owning,
        visiting=visiting,
    )


async def shared(cast: Cast, **more) -> str:
    given = {"allianceId": cast.alliance, "ownerId": cast.owning, "kind": "VENUE", "name": "党群服务中心"}
    payload = await cast.owner.done("resourceShare", "resource { id }", **(given | more))
    resource: str = payload["resource"]["id"]
    return resource


def slot(cast: Cast, resource: str, starts: str = "09:00", ends: str = "11:00") -> dict:
    day = (datetime.now(ZONE).date() + timedelta(days=7)).isoformat()
    asked = {"resourceId": resource, "organizationId": cast.visiting, "title": "主题党日"}
    return {**asked, "startsOn": day, "startsAt": starts, "endsAt": ends}


async def test_a_venue_is_shared_accepted_and_booked(cast: Cast):
    resource = await shared(cast, lists=["PLACES", "ALL"], capacity=60, description="可容纳60人")
    accepted = await cast.committee.done(
        "venueAccept", "resource { venueClass lists { listCode listName } description }",
        resourceId=resource, venueClass="CLASS_1",
    )  # fmt: skip
    assert accepted["resource"] == {
        "venueClass": "CLASS_1",
        "lists": [
            {"listCode": "ALL", "listName": "资源清单"},
            {"listCode": "PLACES", "listName": "共享阵地"},
        ],
        "description": "可容纳60人",
    }
    asked = await cast.guest.done("bookingRequest", "booking { id status overdue }", **slot(cast, resource))
    booking = asked["booking"]["id"]
    assert asked["booking"]["status"] == "REQUESTED"
    confirmed = await cast.owner.done(
        "bookingConfirm", "booking { status onTime note endsOn startsOn }", bookingId=booking, note="欢迎"
    )
    assert (confirmed["booking"]["status"], confirmed["booking"]["note"]) == ("CONFIRMED", "欢迎")
    assert await cast.guest.refused("bookingUse", bookingId=booking, persons=5) == "NOT_USED_YET"
    assert await cast.guest.refused("bookingRequest", **slot(cast, resource, "10:00", "12:00")) == (
        "ALREADY_BOOKED"
    )
    assert await cast.owner.refused("resourceWithdraw", resourceId=resource) == "STILL_BOOKED"

    lists = await cast.guest.ask(
        """query ($a: ID!, $f: ResourceFilter, $b: BookingFilter) {
            resourceFigures(allianceId: $a) { listCode listName resources owners requested rating }
            resources(first: 5, filter: $f) { nodes { id owner { id } requested } }
            bookings(first: 5, filter: $b) { nodes { id resource { name } organization { id } } } }""",
        a=cast.alliance,
        f={"listCode": "PLACES", "shared": True},
        b={"resourceId": resource, "statuses": ["CONFIRMED"]},
    )
    assert lists.errors == []
    assert lists.data is not None
    assert [(one["listCode"], one["resources"]) for one in lists.data["resourceFigures"]] == [
        ("ALL", 1),
        ("PLACES", 1),
    ]
    (node,) = lists.data["resources"]["nodes"]
    assert node == {"id": resource, "owner": {"id": cast.owning}, "requested": 1}
    (node,) = lists.data["bookings"]["nodes"]
    assert node["organization"] == {"id": cast.visiting}
    await cast.guest.done("bookingCancel", bookingId=booking, reason="改期")
    withdrawn = await cast.owner.done("resourceWithdraw", "resource { withdrawnOn }", resourceId=resource)
    assert withdrawn["resource"]["withdrawnOn"]


async def test_of_two_who_are_given_one_hour_at_once_one_has_it(cast: Cast):
    resource = await shared(cast)
    asked = [
        await cast.guest.done("bookingRequest", "booking { id }", **slot(cast, resource, starts, ends))
        for starts, ends in (("09:00", "11:00"), ("10:00", "12:00"), ("10:30", "10:45"))
    ]
    answers = await asyncio.gather(
        *(cast.owner.do("bookingConfirm", bookingId=one["booking"]["id"]) for one in asked)
    )
    codes = sorted(error["code"] for one in answers for error in one["errors"])
    assert codes == ["ALREADY_BOOKED", "ALREADY_BOOKED"]


async def test_a_need_takes_up_a_shared_resource(cast: Cast):
    resource = await shared(cast)
    need = {
        "allianceId": cast.alliance,
        "organizationId": cast.visiting,
        "title": "场地",
        "description": "开会",
    }
    task = (await cast.guest.done("needList", "task { id }", **need))["task"]["id"]
    payload = await cast.guest.done(
        "taskTakeUpResource",
        "task { status claimant { id } claims { side resource { name } } }",
        taskId=task,
        resourceId=resource,
    )
    assert payload["task"] == {
        "status": "CLAIMED",
        "claimant": {"id": cast.owning},
        "claims": [{"side": "NEEDER", "resource": {"name": "党群服务中心"}}],
    }


async def test_lists_are_left_and_joined_and_bookings_declined(cast: Cast):
    resource = await shared(cast, lists=["ALL"])
    off = await cast.owner.done(
        "resourceTakeOffList", "resource { lists { listCode } }", resourceId=resource, listCode="ALL"
    )
    assert off["resource"] == {"lists": []}
    await cast.owner.done("resourcePutOnList", resourceId=resource, listCode="PLACES")
    booking = (await cast.guest.done("bookingRequest", "booking { id }", **slot(cast, resource)))["booking"]
    assert await cast.guest.refused("bookingRate", bookingId=booking["id"], stars=5) == (
        "WRONG_BOOKING_STATUS"
    )
    refused = await cast.owner.done(
        "bookingRefuse", "booking { status note }", bookingId=booking["id"], reason="检修"
    )
    assert refused["booking"] == {"status": "REFUSED", "note": "检修"}


async def test_a_venue_is_not_accepted_by_its_owner(cast: Cast):
    resource = await shared(cast)
    answer = await cast.owner.ask(
        "mutation ($i: VenueAcceptInput!) { venueAccept(input: $i) { position } }",
        i={"resourceId": resource, "venueClass": "CLASS_1"},
    )
    assert answer.codes == ["FORBIDDEN"]
