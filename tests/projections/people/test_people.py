"""Nobody serves or takes part in an organization that is no more; who comes back has two stays."""

from datetime import date
from uuid import uuid4

from telling import person

from concord.readmodels.people import READ_MODEL, queries

DAY = date(2026, 1, 5)


async def test_with_the_organization_end_appointments_and_stays(world):
    unit, member = uuid4(), person("name")

    def tell(event, on=DAY, **data):
        world.story.tell(f"organizations.{event}", unit, on=on, **data)

    tell(
        "PersonAppointed", appointment=uuid4(), person=person("b"), role="STEWARD", starts_on=DAY, document=""
    )
    tell("FloatingMemberEnrolled", person=member, home="某支部", enrolled_on=DAY)
    tell("FloatingMemberLeft", subject=member.subject, left_on=date(2026, 1, 10))
    tell("FloatingMemberEnrolled", person=member, home="某支部", enrolled_on=date(2026, 1, 20))
    await world.project(READ_MODEL)
    stays = (await world.ask(queries.floating_members_of, [unit]))[unit]
    assert [one.left_on for one in stays] == [date(2026, 1, 10), None]
    tell("OrganizationDeregistered", on=date(2026, 2, 1))
    await world.project(READ_MODEL)
    stays = (await world.ask(queries.floating_members_of, [unit]))[unit]
    assert [one.left_on for one in stays] == [date(2026, 1, 10), date(2026, 2, 1)]
    (appointment,) = (await world.ask(queries.appointments_of, [unit]))[unit]
    assert (appointment.role, appointment.ended_on) == ("STEWARD", date(2026, 2, 1))
