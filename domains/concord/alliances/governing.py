"""Rules of charters: which may govern an alliance, and what an alliance inherits from its programme."""

from datetime import date
from typing import NoReturn
from uuid import UUID

from concord.alliances.admission import require_tier
from concord.alliances.aggregate import Alliance
from concord.alliances.departure import hold_limits
from concord.alliances.errors import A_MEMBER, AllianceRefusal
from concord.alliances.programme import Programme
from concord.charters import (
    AllianceKind,
    Charter,
    Decision,
    Overrides,
    Problem,
    inherit,
    override_problems,
    problems,
)
from concord.commanding import Message, Refusal, RefusalCode

MOST_ALLIANCES = 40
"""Of a programme: an amendment changes all their charters in one append."""
CHARTER_RULES: tuple[RefusalCode, ...] = (
    AllianceRefusal.CHARTER_INVALID,
    AllianceRefusal.KIND_NOT_IN_CHARTER,
    AllianceRefusal.TIER_UNKNOWN,
    AllianceRefusal.TIER_FULL,
    AllianceRefusal.TIER_MINIMUM,
    AllianceRefusal.EXCLUSIVE_MEMBERSHIP,
)
INHERITING: tuple[RefusalCode, ...] = (
    AllianceRefusal.PROGRAMME_UNKNOWN,
    AllianceRefusal.PROGRAMME_NOT_YET,
    AllianceRefusal.PROGRAMME_FULL,
)
_KINDS = {
    AllianceKind.REGIONAL: "区域",
    AllianceKind.INDUSTRY_CHAIN: "产业链",
    AllianceKind.SECTOR: "行业",
    AllianceKind.ORGAN: "机关",
}


def require_charter(charter: Charter, kind: AllianceKind) -> None:
    """A charter without mistakes that may govern this kind of alliance."""
    found = problems(charter)
    if found:
        _refuse(found, "charter")
    if kind not in charter.kinds:
        raise Refusal(AllianceRefusal.KIND_NOT_IN_CHARTER, "kind", kinds=_kinds(charter))


def inherited(
    programme: Programme | None, overrides: Overrides, kind: AllianceKind, day: date
) -> tuple[Programme, Charter]:
    """The programme with the charter that an alliance has by it on a day. Raises `Refusal`."""
    if programme is None:
        raise Refusal(AllianceRefusal.PROGRAMME_UNKNOWN, "programme")
    if len(programme.alliances) >= MOST_ALLIANCES:
        raise Refusal(AllianceRefusal.PROGRAMME_FULL, "programme", limit=MOST_ALLIANCES)
    return programme, combined(programme, overrides, kind, day)


def combined(programme: Programme, overrides: Overrides, kind: AllianceKind, day: date) -> Charter:
    """What overrides make of the programme's charter of a day."""
    charter = programme.charter_on(day)
    found = tuple(override_problems(overrides))
    if found:
        _refuse(found, "overrides")
    made = inherit(charter, overrides)
    require_charter(made, kind)
    return made


def take_over_what_is_to_come(alliance: Alliance, programme: Programme, day: date, resolution: str) -> None:
    """Charters of the programme that are adopted already and take effect after a day."""
    for coming in programme.charters:
        if coming.effective_on > day:
            alliance.amend(
                charter=inherit(coming.charter, alliance.overrides),
                overrides=alliance.overrides,
                programme=programme.id,
                by_programme=True,
                effective_on=coming.effective_on,
                resolution=resolution,
            )


def amend(
    alliance: Alliance,
    charter: Charter,
    *,
    overrides: Overrides,
    programme: UUID,
    by_programme: bool,
    effective_on: date,
    resolution: str,
    command: UUID,
    decision: Decision | None = None,
) -> None:
    """The alliance has another charter from a day on: not back in time, with a tier for every member."""
    latest = alliance.charters[-1].effective_on
    if effective_on < latest:
        raise Refusal(AllianceRefusal.CHARTER_BACKDATED, "effective_on", effective_on=latest)
    require_tiers(alliance, charter)
    if charter.admission.exclusive != alliance.charters[-1].charter.admission.exclusive:
        raise Refusal(AllianceRefusal.EXCLUSIVENESS_FIXED, "charter" if by_programme else "overrides")
    alliance.amend(
        charter=charter,
        overrides=overrides,
        programme=programme,
        by_programme=by_programme,
        effective_on=effective_on,
        resolution=resolution,
        decision=decision,
    )
    hold_limits(alliance, charter, effective_on, command)


def amend_with(
    alliance: Alliance,
    charter: Charter,
    programme: Programme,
    effective_on: date,
    document: str,
    command: UUID,
) -> None:
    """The alliance's charter follows its programme's. Raises `Refusal`, naming the alliance."""
    made = inherit(charter, alliance.overrides)
    found = problems(made)
    if found:
        raise Refusal(AllianceRefusal.AMENDMENT_INVALID, "charter", name=alliance.name, **_sentences(found))
    require_charter(made, alliance.kind)
    amend(
        alliance,
        made,
        overrides=alliance.overrides,
        programme=programme.id,
        by_programme=True,
        effective_on=effective_on,
        resolution=document,
        command=command,
    )


def require_tiers(alliance: Alliance, charter: Charter) -> None:
    """Every member keeps a tier that the charter has."""
    for stay in alliance.members.values():
        require_tier(charter, stay.tier, A_MEMBER, "charter")


def _refuse(found: tuple[Problem, ...], field: str) -> NoReturn:
    raise Refusal(AllianceRefusal.CHARTER_INVALID, field, **_sentences(found))


def _sentences(found: tuple[Problem, ...]) -> dict[str, str]:
    return {
        "zh": "；".join(one.sentence("zh") for one in found),
        "en": "; ".join(one.sentence("en") for one in found),
    }


def _kinds(charter: Charter) -> Message:
    return Message("、".join(_KINDS[one] for one in charter.kinds), ", ".join(charter.kinds))
