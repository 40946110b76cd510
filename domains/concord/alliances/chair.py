"""Rules of the chair: who may hold it, whose turn it is, and that terms neither overlap nor leave a gap."""

from datetime import date, timedelta
from uuid import UUID

from concord.alliances.aggregate import Alliance
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import VacancyCause
from concord.alliances.facts import ChairTerm
from concord.alliances.rotation import passed_over, successors, turn_order
from concord.charters import Charter, Rotation, RotationBasis, last_day, organization_id
from concord.commanding import Refusal
from concord.privacy import Narrative

DAY = timedelta(days=1)
AHEAD = timedelta(days=366)
"""How far ahead a term can be set to begin: further is a mistyped year."""


def require_chair(charter: Charter) -> Rotation:
    """The charter's rotation of the chair."""
    if charter.chair is None:
        raise Refusal(AllianceRefusal.NO_CHAIR)
    return charter.chair


def turns(alliance: Alliance, charter: Charter, tenant: UUID) -> list[UUID]:
    """Everybody who may hold the chair, beginning with whose turn it is by fixed order."""
    named = [organization_id(tenant, code) for code in charter.chair.order] if charter.chair else []
    eligible = {tier.code for tier in charter.tiers if tier.may_chair}
    last = alliance.last_term
    return successors(
        turn_order(named, alliance.joined),
        last.organization if last else None,
        lambda one: one in alliance.members and alliance.members[one].tier in eligible,
    )


def require_eligible(alliance: Alliance, charter: Charter, organization: UUID, starts_on: date) -> None:
    """A member on the first day of the term, in a tier that may hold the chair."""
    title = require_chair(charter).title
    stay = alliance.members.get(organization)
    if stay is None or not stay.covers(starts_on):
        raise Refusal(AllianceRefusal.CHAIR_NOT_MEMBER, "organization", title=title)
    tier = charter.tier(stay.tier)
    if tier is None or not tier.may_chair:
        tiers = "、".join(one.name for one in charter.tiers if one.may_chair)
        raise Refusal(AllianceRefusal.CHAIR_NOT_ELIGIBLE, "organization", title=title, tiers=tiers)


def require_turn(
    rotation: Rotation,
    order: list[UUID],
    last: ChairTerm | None,
    organization: UUID,
    resolved: bool,
    due: str,
) -> tuple[UUID, ...]:
    """Another than the last one, next in order or chosen by resolution; returns who was passed over.
    `due`: name of the first in order."""
    if last is not None and last.organization == organization and len(order) > 1:
        raise Refusal(AllianceRefusal.CHAIR_UNCHANGED, "organization", title=rotation.title)
    if rotation.basis is RotationBasis.RESOLUTION:
        if not resolved:
            raise Refusal(AllianceRefusal.RESOLUTION_REQUIRED, "resolution")
        return ()
    if order[0] != organization and not resolved:
        raise Refusal(AllianceRefusal.NOT_NEXT_IN_ORDER, "organization", due=due)
    return passed_over(order, organization)


def require_start(alliance: Alliance, starts_on: date, today: date, resolved: bool) -> None:
    """The term follows the last one without overlap or gap; it cuts it short by resolution only."""
    last = alliance.last_term
    if last is None or alliance.vacant:
        if starts_on > today + AHEAD:
            raise Refusal(AllianceRefusal.TERM_TOO_FAR_AHEAD, "starts_on", latest=today + AHEAD)
        if last is None:
            return
    elif last.starts_on > today:
        raise Refusal(AllianceRefusal.NEXT_TERM_SET, starts_on=last.starts_on)
    early = starts_on <= last.ends_on
    if early and (not resolved or alliance.vacant or starts_on <= last.starts_on):
        raise Refusal(AllianceRefusal.TERM_OVERLAPS, "starts_on", ends_on=last.ends_on)
    if starts_on > last.ends_on + DAY and not alliance.vacant:
        raise Refusal(AllianceRefusal.TERM_GAP, "starts_on", ends_on=last.ends_on)


def term_end(rotation: Rotation, starts_on: date, ends_on: date | None) -> date:
    """The last day of a term: the whole period unless a shorter one is asked for."""
    latest = last_day(starts_on, rotation.period)
    if ends_on is None:
        return latest
    if ends_on < starts_on:
        raise Refusal(AllianceRefusal.TERM_ENDS_BEFORE_START, "ends_on")
    if ends_on > latest:
        raise Refusal(AllianceRefusal.TERM_TOO_LONG, "ends_on", latest=latest)
    return ends_on


def term_to_vacate(alliance: Alliance, day: date) -> ChairTerm:
    """The term in which the day lies, whatever is settled to follow it; the last one also right after it.

    Raises `Refusal`, where nobody holds the chair on that day.
    """
    latest = alliance.terms[-2:]  # a term ahead and the one before it
    covering = next((term for term in latest if term.covers(day)), None)
    if covering is not None:
        return covering
    if not latest or (alliance.vacant and day > latest[-1].ends_on):
        raise Refusal(AllianceRefusal.CHAIR_VACANT)
    if latest[0].ends_on < day < latest[-1].starts_on:
        raise Refusal(AllianceRefusal.CHAIR_VACANT)
    after = latest[-1].ends_on + DAY
    if day != after:
        starts_on = latest[0].starts_on
        raise Refusal(AllianceRefusal.NOT_IN_TERM, "vacated_on", starts_on=starts_on, latest=after)
    return latest[-1]


def require_ended(alliance: Alliance, rotation: Rotation, today: date) -> ChairTerm:
    """The last term, over by that day, of whose end nobody was told yet."""
    last = alliance.last_term
    if last is None or today <= last.ends_on:
        raise Refusal(AllianceRefusal.ROTATION_NOT_DUE, title=rotation.title)
    if alliance.called_for == last.ends_on:
        raise Refusal(AllianceRefusal.ROTATION_CALLED, ended_on=last.ends_on)
    return last


def vacate_for(
    alliance: Alliance, organization: UUID, day: date, cause: VacancyCause, reason: Narrative | None
) -> None:
    """Ends the terms that an organization can no longer serve, the one under way and the one to come."""
    for term in [one for one in alliance.terms[-2:] if one.organization == organization]:
        if day <= term.ends_on:
            alliance.vacate(
                organization=organization, vacated_on=max(day, term.starts_on), cause=cause, reason=reason
            )
