"""What a motion decides about, as a global id: its type follows from the motion's kind."""

from uuid import UUID

from concord.api.errors import bad_input
from concord.api.ids import decode, encode
from concord.charters import MotionKind
from concord.commanding import Message

NO_SUBJECT = Message("{kind} 类议案没有所涉对象", "A motion of kind {kind} has no subject")
TYPES = {
    MotionKind.ANNUAL_PLAN: "AnnualPlan",
    MotionKind.PROJECT: "KeyProject",
    MotionKind.CHAIR: "Organization",
    MotionKind.TIER: "Organization",
    MotionKind.MEMBERSHIP: "Organization",
    MotionKind.ACTIVITY: "Activity",
    MotionKind.FUNDS: "Fund",
    MotionKind.CHARTER: "Alliance",
    MotionKind.DISSOLUTION: "Alliance",
}
"""A general motion is about nothing that is recorded."""


def subject_id(kind: str, subject: UUID | None) -> str | None:
    """The global id of a motion's subject."""
    return None if subject is None else encode(TYPES[MotionKind(kind)], subject)


def read_subject(kind: MotionKind, given: str | None, field: str) -> UUID | None:
    """The subject that an input names. Raises BAD_USER_INPUT."""
    if given is None:
        return None
    if kind not in TYPES:
        raise bad_input(NO_SUBJECT, kind=kind)
    return decode(TYPES[kind], given, field)
