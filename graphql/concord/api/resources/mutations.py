"""What can be done with resources; who may is in the permission table, what is allowed in the domain."""

from uuid import UUID

from concord.api.ids import decode
from concord.api.mutating import Returned, mutation
from concord.api.people import personal, written
from concord.api.resources import inputs
from concord.api.resources.loaders import BOOKING, MODEL, RESOURCE
from concord.api.resources.types import Booking, Resource
from concord.privacy import Narrative
from concord.resources import commands

ANSWER = Returned(name="resource", type=Resource, chinese="共享资源", load=RESOURCE, model=MODEL)
BOOKED = Returned(name="booking", type=Booking, chinese="预约", load=BOOKING, model=MODEL)


def _resource(input: inputs.ResourceStepInput) -> UUID:
    return decode("Resource", input.resource_id, "input.resourceId")


def _booking(input: inputs.BookingStepInput) -> UUID:
    return decode("Booking", input.booking_id, "input.bookingId")


@mutation("共享资源: a member opens something to others", commands.ShareResource, ANSWER)
def resource_share(input: inputs.ResourceShareInput) -> commands.ShareResource:
    return commands.ShareResource(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        owner=decode("Organization", input.owner_id, "input.ownerId"),
        kind=input.kind,
        name=input.name,
        description=written(input.description),
        person=personal(input.person, input.command_id, "person"),
        capacity=input.capacity,
        lists=tuple(input.lists),
    )


@mutation("列入资源清单: puts it on one of the charter's lists", commands.ListResource, ANSWER)
def resource_put_on_list(input: inputs.ResourcePutOnListInput) -> commands.ListResource:
    return commands.ListResource(resource=_resource(input), list_code=input.list_code)


@mutation("移出资源清单: takes it off a list", commands.DelistResource, ANSWER)
def resource_take_off_list(input: inputs.ResourceTakeOffListInput) -> commands.DelistResource:
    return commands.DelistResource(
        resource=_resource(input), list_code=input.list_code, reason=written(input.reason)
    )


@mutation("撤回资源: it is shared no more", commands.WithdrawResource, ANSWER)
def resource_withdraw(input: inputs.ResourceWithdrawInput) -> commands.WithdrawResource:
    return commands.WithdrawResource(resource=_resource(input), reason=written(input.reason))


@mutation("验收阵地: a venue meets the standard of a class", commands.AcceptVenue, ANSWER)
def venue_accept(input: inputs.VenueAcceptInput) -> commands.AcceptVenue:
    return commands.AcceptVenue(
        resource=_resource(input), venue_class=input.venue_class, note=written(input.note)
    )


@mutation("申请预约: a member asks for a resource", commands.RequestBooking, BOOKED)
def booking_request(input: inputs.BookingRequestInput) -> commands.RequestBooking:
    return commands.RequestBooking(
        resource=_resource(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        title=input.title,
        starts_on=input.starts_on,
        starts_at=input.starts_at,
        ends_on=input.ends_on or input.starts_on,
        ends_at=input.ends_at,
        persons=input.persons,
        contact=personal(input.contact, input.command_id, "contact"),
    )


@mutation("确认预约: the owner lends it, and nobody else has it then", commands.ConfirmBooking, BOOKED)
def booking_confirm(input: inputs.BookingConfirmInput) -> commands.ConfirmBooking:
    return commands.ConfirmBooking(booking=_booking(input), note=written(input.note))


@mutation("婉拒预约: the owner cannot lend it then", commands.RefuseBooking, BOOKED)
def booking_refuse(input: inputs.BookingRefuseInput) -> commands.RefuseBooking:
    return commands.RefuseBooking(booking=_booking(input), reason=Narrative(input.reason))


@mutation("取消预约: either side gives it up", commands.CancelBooking, BOOKED)
def booking_cancel(input: inputs.BookingCancelInput) -> commands.CancelBooking:
    return commands.CancelBooking(booking=_booking(input), reason=written(input.reason))


@mutation("登记使用: it took place", commands.UseBooking, BOOKED)
def booking_use(input: inputs.BookingUseInput) -> commands.UseBooking:
    return commands.UseBooking(booking=_booking(input), persons=input.persons)


@mutation("评价: who had it says how good it was", commands.RateBooking, BOOKED)
def booking_rate(input: inputs.BookingRateInput) -> commands.RateBooking:
    return commands.RateBooking(booking=_booking(input), stars=input.stars, comment=written(input.comment))


FIELDS = (
    resource_share,
    resource_put_on_list,
    resource_take_off_list,
    resource_withdraw,
    venue_accept,
    booking_request,
    booking_confirm,
    booking_refuse,
    booking_cancel,
    booking_use,
    booking_rate,
)
