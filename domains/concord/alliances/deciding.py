"""Rules of decisions that are a joint meeting's: the resolution is there, fits, and is carried out once."""

from collections.abc import Mapping
from uuid import UUID

from concord.alliances.aggregate import Alliance
from concord.alliances.errors import AllianceRefusal
from concord.charters import DECIDED, Charter, Decision, MotionKind, Resolution
from concord.commanding import Circumstances, Facts, Message, Read, Refusal, RefusalCode

BY_MEETING: tuple[RefusalCode, ...] = (
    *DECIDED,
    AllianceRefusal.MEETING_DECIDES,
    AllianceRefusal.RESOLUTION_USED,
)
"""Of a command that carries out, once, what a meeting has to decide where the charter says so."""
_WHAT = {
    MotionKind.CHAIR: Message("不按次序或提前的轮值", "rotations out of order or before their time"),
    MotionKind.TIER: Message("调整成员层级", "changes of tier"),
    MotionKind.MEMBERSHIP: Message("入盟和除名", "who joins and who is removed"),
    MotionKind.CHARTER: Message("章程的通过和修订", "the rules of the alliance"),
    MotionKind.DISSOLUTION: Message("解散联盟", "the end of the alliance"),
}


def decision_reads(decision: Decision | None, name: str = "meeting") -> Mapping[str, Read]:
    """What the meeting has passed, where a decision is named."""
    return {} if decision is None else {name: decision.read()}


def decides(charter: Charter, kind: MotionKind) -> bool:
    """Whether the charter leaves such decisions to the meeting."""
    return charter.deliberation is not None and kind in charter.deliberation.decides


def require_own_decided(
    alliance: Alliance, decision: Decision | None, kind: MotionKind, facts: Facts, at: Circumstances
) -> None:
    """The decision about the alliance itself, needed where the charter leaves it to the meeting."""
    needed = decides(alliance.charter_on(at.occurred_on), kind)
    require_decided(alliance, decision, kind, alliance.id, facts, at, needed=needed)


def require_decided(
    alliance: Alliance,
    decision: Decision | None,
    kind: MotionKind,
    subject: UUID,
    facts: Facts,
    at: Circumstances,
    *,
    needed: bool,
    field: str = "decision",
    name: str = "meeting",
) -> Resolution | None:
    """The decision that is named, if it may be relied on; one must be named where it is `needed`."""
    if decision is None:
        if needed:
            raise Refusal(AllianceRefusal.MEETING_DECIDES, field, what=_WHAT[kind])
        return None
    found = decision.require(facts[name], alliance.id, kind, subject, at.occurred_on, field)
    if decision.resolution in alliance.carried_out:
        raise Refusal(AllianceRefusal.RESOLUTION_USED, field)
    return found
