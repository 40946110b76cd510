"""What members share: on which lists, in which class, and when no more."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import (
    ConfiguredRefusal,
    ResourceKind,
    StandingRefusal,
    TextRefusal,
    VenueClass,
)
from concord.commanding import CommandRefusal
from concord.privacy import Narrative, Personal
from concord.resources.commands import (
    AcceptVenue,
    CancelBooking,
    DelistResource,
    ListResource,
    WithdrawResource,
)
from concord.resources.errors import ResourceRefusal
from concord.resources.events import (
    ResourceDelisted,
    ResourceListed,
    ResourceShared,
    ResourceWithdrawn,
    VenueAccepted,
)

FRIDAY = date(2024, 3, 1)


def test_a_member_shares_a_venue_on_the_lists_it_belongs_on(scene: Any) -> None:
    scene.by(scene.owner).when(scene.share(lists=("PLACES", "ALL"), capacity=60)).then(
        (ResourceShared, {"owner": scene.owner, "kind": ResourceKind.VENUE, "capacity": 60}),
        (ResourceListed, {"list_code": "PLACES", "list_name": "共享阵地"}),
        (ResourceListed, {"list_code": "ALL", "list_name": "资源清单"}),
    )


def test_an_expert_is_shared_without_a_name_in_the_ledger(scene: Any) -> None:
    person = Personal(uuid4(), {"name": "李", "field": "安全生产"})
    scene.by(scene.owner).when(scene.share(kind=ResourceKind.TALENT, person=person, lists=("ALL",))).then(
        (ResourceShared, {"kind": ResourceKind.TALENT}), (ResourceListed, {})
    )


def test_the_list_is_one_that_the_tenant_keeps(scene: Any) -> None:
    scene.decider.choosing(resource_lists=("专家库",))
    refused = scene.by(scene.owner).when(scene.share(lists=("PLACES",)))
    refused.refused(ConfiguredRefusal.LIST_NOT_CONFIGURED, "list_code")
    assert "专家库" in refused.refusal.sentence("zh")
    scene.decider.choosing(resource_lists=("资源清单",))
    scene.shared()
    for code, refusal in (("ALL", None), ("PLACES", ConfiguredRefusal.LIST_NOT_CONFIGURED)):
        listed = scene.by(scene.owner).when(ListResource(resource=scene.resource, list_code=code))
        assert (listed.refusal.code if listed.refusal else None) == refusal


@pytest.mark.parametrize(
    ("kind", "lists", "code"),
    [
        (ResourceKind.VENUE, ("NONE",), ResourceRefusal.LIST_NOT_IN_CHARTER),
        (ResourceKind.COURSE, ("PLACES",), ResourceRefusal.KIND_NOT_FOR_LIST),
        (ResourceKind.COURSE, ("ALL", "ALL"), ResourceRefusal.ALREADY_ON_LIST),
    ],
)
def test_a_list_takes_what_the_charter_says_and_that_once(
    scene: Any, kind: ResourceKind, lists: tuple[str, ...], code: ResourceRefusal
) -> None:
    scene.by(scene.owner).when(scene.share(kind=kind, lists=lists)).refused(code, "list_code")


def test_it_goes_off_a_list_and_on_again(scene: Any) -> None:
    scene.shared(lists=("ALL",)).decider.when(DelistResource(resource=scene.resource, list_code="ALL")).then(
        (ResourceDelisted, {"list_name": "资源清单"})
    )
    off = DelistResource(resource=scene.resource, list_code="ALL")
    scene.decider.when(off).refused(ResourceRefusal.NOT_ON_LIST, "list_code")
    scene.decider.when(ListResource(resource=scene.resource, list_code="ALL")).then((ResourceListed, {}))


def test_it_goes_off_a_list_that_the_charter_has_no_more(scene: Any) -> None:
    scene.shared(lists=("ALL",)).settle(rules=None)
    scene.decider.when(DelistResource(resource=scene.resource, list_code="ALL")).then((ResourceDelisted, {}))


def test_a_charter_that_says_nothing_of_sharing_shares_nothing(scene: Any) -> None:
    scene.settle(rules=None).by(scene.owner).when(scene.share()).refused(
        ResourceRefusal.RESOURCES_NOT_IN_CHARTER
    )


def test_only_members_share_and_only_what_is_theirs(scene: Any) -> None:
    scene.by(None, "secretary").when(scene.share(owner=uuid4())).refused(
        StandingRefusal.NOT_A_MEMBER, "owner"
    )
    scene.by(None, "secretary").when(scene.share(owner=scene.left)).refused(
        StandingRefusal.MEMBER_HAS_LEFT, "owner"
    )
    scene.by(scene.guest).when(scene.share()).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "owner")
    scene.shared().by(scene.guest).when(WithdrawResource(resource=scene.resource)).refused(
        StandingRefusal.NOT_YOUR_ORGANIZATION, "resource"
    )


def test_nothing_is_shared_in_a_dissolved_alliance_but_withdrawn(scene: Any) -> None:
    scene.shared().settle(dissolved_on=FRIDAY)
    scene.decider.when(scene.share()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)
    scene.decider.when(WithdrawResource(resource=scene.resource)).then((ResourceWithdrawn, {}))


def test_without_a_charter_in_force_there_are_no_lists(scene: Any) -> None:
    facts = {"approved_on": FRIDAY, "dissolved_on": None, "memberships": (), "charters": ()}
    scene.decider.given_facts(scene.alliance, facts)
    scene.by(scene.owner).when(scene.share()).refused(StandingRefusal.NO_CHARTER)


def test_a_venue_is_accepted_in_a_class_and_later_in_another(scene: Any) -> None:
    scene.shared().by(None, "committee").when(
        AcceptVenue(resource=scene.resource, venue_class=VenueClass.CLASS_2)
    ).then((VenueAccepted, {"venue_class": VenueClass.CLASS_2, "previous": None}))
    again = AcceptVenue(resource=scene.resource, venue_class=VenueClass.CLASS_2)
    scene.decider.when(again).refused(ResourceRefusal.ALREADY_IN_CLASS, "venue_class")
    scene.decider.when(AcceptVenue(resource=scene.resource, venue_class=VenueClass.CLASS_1)).then(
        (VenueAccepted, {"previous": VenueClass.CLASS_2})
    )


def test_a_class_is_the_charter_s_and_a_venue_s(scene: Any) -> None:
    third = AcceptVenue(resource=scene.shared().resource, venue_class=VenueClass.CLASS_3)
    scene.by(None, "committee").when(third).refused(ResourceRefusal.CLASS_NOT_IN_CHARTER, "venue_class")
    course = AcceptVenue(
        resource=scene.shared(kind=ResourceKind.COURSE).resource, venue_class=VenueClass.CLASS_1
    )
    scene.by(None, "committee").when(course).refused(ResourceRefusal.NOT_A_VENUE)


def test_what_is_booked_is_not_withdrawn_before_it_is_free(scene: Any) -> None:
    scene.shared()
    booking = scene.confirmed()
    withdraw = WithdrawResource(resource=scene.resource, reason=Narrative("装修"))
    scene.decider.when(withdraw).refused(ResourceRefusal.STILL_BOOKED)
    scene.decider.given(CancelBooking(booking=booking), withdraw)
    scene.decider.when(withdraw).refused(ResourceRefusal.RESOURCE_WITHDRAWN, "resource")
    scene.by(scene.guest).when(scene.request()).refused(ResourceRefusal.RESOURCE_WITHDRAWN, "resource")


def test_a_booking_of_the_past_keeps_nothing(scene: Any) -> None:
    scene.shared()
    scene.confirmed()
    scene.decider.on(date(2024, 3, 9)).given(WithdrawResource(resource=scene.resource))


def test_texts_and_numbers_are_bounded(scene: Any) -> None:
    by = scene.by(scene.owner)
    by.when(scene.share(name="")).refused(TextRefusal.TEXT_EMPTY, "name")
    by.when(scene.share(name="长" * 101)).refused(TextRefusal.TEXT_TOO_LONG, "name")
    by.when(scene.share(capacity=0)).refused(ResourceRefusal.COUNT_INVALID, "capacity")
    person = Personal(uuid4(), {"name": "长" * 201})
    by.when(scene.share(person=person)).refused(TextRefusal.PERSON_TOO_LONG, "person")


def test_a_resource_that_is_not_there_is_not_found(scene: Any) -> None:
    scene.decider.when(WithdrawResource(resource=uuid4())).refused(CommandRefusal.NOT_FOUND, "resource")
