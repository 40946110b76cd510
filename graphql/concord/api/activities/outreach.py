"""What an activity gave beyond itself: hours of volunteers, publicity."""

from concord.activities import commands
from concord.api.activities import inputs
from concord.api.activities.answer import ANSWER, activity_of
from concord.api.ids import decode
from concord.api.mutating import mutation
from concord.api.people import written


@mutation(
    "登记志愿服务时长: of one organization; again, with a reason, to put it right",
    commands.LogVolunteerHours,
    ANSWER,
)
def activity_log_volunteer_hours(input: inputs.ActivityLogVolunteerHoursInput) -> commands.LogVolunteerHours:
    return commands.LogVolunteerHours(
        activity=activity_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        persons=input.persons,
        hours=input.hours,
        reason=written(input.reason),
    )


@mutation("登记宣传报道: what was published of it", commands.RecordPublicity, ANSWER)
def activity_record_publicity(input: inputs.ActivityRecordPublicityInput) -> commands.RecordPublicity:
    return commands.RecordPublicity(
        activity=activity_of(input),
        medium=input.medium,
        outlet=input.outlet,
        title=input.title,
        published_on=input.published_on,
        url=input.url,
    )


FIELDS = (activity_log_volunteer_hours, activity_record_publicity)
