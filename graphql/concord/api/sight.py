"""Who may see which disclosure and which record: one row for each kind, and no value without one.

Whoever may read an object sees what is plain in it; what is personal, and what is still between an
organization and the committee, only as these tables say.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

from concord.commanding import Message
from concord.identity import Role, Viewer
from concord.identity.viewer import Machine

WITHHELD = Message("〔无权查看〕", "[withheld]")
"""In place of a value that the viewer may not see; what is not there, or erased, is null."""
ERASED = Message("〔已删除〕", "[erased]")
"""In place of a value that is gone, in a field that is never null."""


class Kind(StrEnum):
    """信息类别: what a disclosure tells."""

    OFFICE = "OFFICE"  # 任职人员姓名
    NAME = "NAME"  # 其他人员姓名
    PHONE = "PHONE"  # 电话
    OTHER = "OTHER"  # 其他个人信息
    TEXT = "TEXT"  # 叙述文字


class Reach(StrEnum):
    """可见范围: of whom."""

    ALL = "ALL"  # 全部
    OWN = "OWN"  # 本单位及所参与事项中的，以及本人的
    NONE = "NONE"  # 不可见


def _row(*, all: Collection[Role], own: Collection[Role] = ()) -> Mapping[Role | Machine, Reach]:
    return {role: Reach.ALL if role in all else Reach.OWN if role in own else Reach.NONE for role in Role}


_STAFF = (Role.ADMINISTRATOR, Role.COMMITTEE, Role.SECRETARY)
ACTING = (Role.OFFICER, Role.HANDLER, Role.LEADER)
"""Those who act for an organization, a department or a group."""

SIGHT: Mapping[Kind, Mapping[Role | Machine, Reach]] = {
    Kind.OFFICE: _row(all=(*_STAFF, *ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.NAME: _row(all=(*_STAFF, Role.ASSESSOR, Role.AUDITOR), own=ACTING),
    Kind.PHONE: _row(all=_STAFF, own=(*ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.OTHER: _row(all=_STAFF, own=(*ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.TEXT: _row(all=(*_STAFF, *ACTING, Role.ASSESSOR, Role.AUDITOR)),
}


class Record(StrEnum):
    """记录类别: what is of one organization, where an alliance is open to all its members otherwise."""

    SELF_REPORT = "SELF_REPORT"  # 自评
    SCORE = "SCORE"  # 核定前的得分
    OBJECTION = "OBJECTION"  # 异议
    NOMINATION = "NOMINATION"  # 授予前的提名
    REWARD = "REWARD"  # 批准前的奖励
    EVIDENCE = "EVIDENCE"  # 佐证文件
    ERASURE = "ERASURE"  # 删除个人信息的条目


_RECORD = _row(all=(*_STAFF, Role.ASSESSOR, Role.AUDITOR, Role.SUBSCRIBER), own=ACTING)
RECORDS: Mapping[Record, Mapping[Role | Machine, Reach]] = dict.fromkeys(Record, _RECORD)

ENTRIES: Mapping[str, Record] = {
    "assessments.SelfReportFiled": Record.SELF_REPORT,
    "assessments.IndicatorScored": Record.SCORE,
    "assessments.ScoreCorrected": Record.SCORE,
    "assessments.VetoApplied": Record.SCORE,
    "assessments.ObjectionRaised": Record.OBJECTION,
    "assessments.ObjectionDecided": Record.OBJECTION,
    "assessments.HonourNominated": Record.NOMINATION,
    "funds.RewardProposed": Record.REWARD,
    "funds.RewardDeclined": Record.REWARD,
    "privacy.ErasureRequested": Record.ERASURE,
    "privacy.ErasureDeclined": Record.ERASURE,
    "privacy.ErasureReopened": Record.ERASURE,
    "privacy.SubjectErased": Record.ERASURE,
    "privacy.TextRedacted": Record.ERASURE,
}
"""Entries of the ledger that tell such a record, for ever: what becomes of one has an entry of its own."""


def sees(
    viewer: Viewer,
    kind: Kind,
    subject: UUID | None,
    parties: Collection[UUID | None],
    led: Collection[UUID] = (),
) -> bool:
    """Whether a viewer may see a value: of `subject` (None: of nobody in particular), in an object in
    which the organizations `parties` take part. `led`: members of the groups that the viewer leads."""
    reach = SIGHT[kind].get(viewer.role, Reach.NONE)
    if reach is Reach.ALL or (subject is not None and str(subject) == viewer.subject):
        return True
    return reach is Reach.OWN and not own(viewer, led).isdisjoint(parties)


def own(viewer: Viewer, led: Collection[UUID] = ()) -> frozenset[UUID]:
    """The organizations for which a viewer acts."""
    return frozenset(led) if viewer.organization is None else frozenset((viewer.organization, *led))


def bounds(viewer: Viewer, record: Record, led: Collection[UUID] = ()) -> list[UUID] | None:
    """The organizations whose records of a kind a viewer sees; None: those of all."""
    reach = RECORDS[record].get(viewer.role, Reach.NONE)
    if reach is Reach.ALL:
        return None
    return sorted(own(viewer, led)) if reach is Reach.OWN else []


def withheld(language: str) -> str:
    """The mark, in the viewer's language."""
    return WITHHELD.zh if language == "zh" else WITHHELD.en


def erased(language: str) -> str:
    """The mark of what is gone, in the viewer's language."""
    return ERASED.zh if language == "zh" else ERASED.en
