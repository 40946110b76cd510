"""Rules of leaving, of changing tier and of the limits that either may break."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid5

from concord.alliances.admission import require_room, require_tier
from concord.alliances.aggregate import Alliance
from concord.alliances.errors import A_MEMBER, AllianceRefusal
from concord.alliances.events import BreachRule
from concord.alliances.facts import Membership
from concord.charters import Charter, DepartureRule, Tier
from concord.commanding import Refusal


def require_member(alliance: Alliance, organization: UUID, day: date) -> Membership:
    """Its stay, begun by that day."""
    stay = alliance.members.get(organization)
    if stay is None:
        raise Refusal(AllianceRefusal.NOT_A_MEMBER, "organization")
    if day < stay.joined_on:
        raise Refusal(AllianceRefusal.BEFORE_JOINING, "organization", day=day, joined_on=stay.joined_on)
    return stay


def require_no_term_since(alliance: Alliance, organization: UUID, day: date, today: date) -> None:
    """It cannot have left before the day on which it took the chair."""
    for term in alliance.terms:
        if term.organization == organization and day < term.starts_on <= today:
            chair = alliance.charter_on(today).chair
            raise Refusal(
                AllianceRefusal.HELD_CHAIR_SINCE,
                "organization",
                starts_on=term.starts_on,
                title=chair.title if chair else "会长单位",
            )


def require_limits(alliance: Alliance, charter: Charter) -> None:
    """Every tier has as many members as the charter says."""
    for rule, tier, _ in _broken(alliance, charter.tiers):
        if rule is BreachRule.TIER_MAXIMUM:
            require_room(tier, alliance.count(tier.code), "members")
        raise _too_few(tier, alliance.count(tier.code), "members")


def hold_limits(alliance: Alliance, charter: Charter, day: date, command: UUID) -> None:
    """After a departure or under a new charter: a limit that does not hold is refused or recorded as a
    breach to be cured, as the charter says. One that is recorded already keeps its first deadline."""
    if charter.departure.on_limit is DepartureRule.REFUSE:
        return require_limits(alliance, charter)
    known = {(breach.rule, breach.tier) for breach in alliance.breaches.values()}
    for rule, tier, limit in _broken(alliance, charter.tiers):
        if (rule, tier.code) not in known:
            alliance.record_breach(
                breach=uuid5(command, f"breach:{rule}:{tier.code}"),
                rule=rule,
                tier=tier.code,
                count=alliance.count(tier.code),
                limit=limit,
                recorded_on=day,
                cure_by=day + timedelta(days=charter.departure.days_to_cure or 0),
            )
    return None


def require_moves(alliance: Alliance, charter: Charter, moves: Mapping[UUID, str], today: date) -> None:
    """The moves together keep every tier within its limits, and the chair where it may be held."""
    for tier in charter.tiers:
        now = alliance.count(tier.code)
        then = sum(moves.get(one, stay.tier) == tier.code for one, stay in alliance.members.items())
        if then > now:
            require_room(tier, then, "moves")
        if then < now and then < tier.minimum:
            raise _too_few(tier, then, "moves")
    for organization in _chairs(alliance, today):
        tier = require_tier(
            charter, moves.get(organization, alliance.members[organization].tier), A_MEMBER, "moves"
        )
        if organization in moves and charter.chair and not tier.may_chair:
            raise Refusal(AllianceRefusal.CHAIR_KEEPS_TIER, "moves", title=charter.chair.title)


def require_cured(alliance: Alliance, charter: Charter, breach: UUID) -> int:
    """The limit holds again by the charter in force; returns the tier's count."""
    found = alliance.breaches.get(breach)
    if found is None:
        raise Refusal(AllianceRefusal.BREACH_UNKNOWN, "breach")
    count = alliance.count(found.tier)
    for rule, tier, limit in _broken(alliance, charter.tiers):
        if (rule, tier.code) == (found.rule, found.tier):
            raise Refusal(AllianceRefusal.BREACH_STANDS, "breach", tier=tier.name, count=count, limit=limit)
    return count


def _broken(alliance: Alliance, tiers: Iterable[Tier]) -> Iterable[tuple[BreachRule, Tier, int]]:
    for tier in tiers:
        count = alliance.count(tier.code)
        if count < tier.minimum:
            yield BreachRule.TIER_MINIMUM, tier, tier.minimum
        if tier.maximum is not None and count > tier.maximum:
            yield BreachRule.TIER_MAXIMUM, tier, tier.maximum


def _chairs(alliance: Alliance, today: date) -> set[UUID]:
    """Who holds the chair or is to hold it."""
    return {
        term.organization
        for term in alliance.terms[-2:]
        if today <= term.ends_on and term.organization in alliance.members
    }


def _too_few(tier: Tier, count: int, field: str | None = None) -> Refusal:
    return Refusal(AllianceRefusal.TIER_MINIMUM, field, tier=tier.name, limit=tier.minimum, count=count)
