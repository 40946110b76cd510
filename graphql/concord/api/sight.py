"""Who may see which disclosure: one row for each kind, and no value without one.

Whoever may read an object sees what is plain in it; what is personal only as this table says.
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
_ACTING = (Role.OFFICER, Role.HANDLER, Role.LEADER)
"""Those who act for an organization, a department or a group."""

SIGHT: Mapping[Kind, Mapping[Role | Machine, Reach]] = {
    Kind.OFFICE: _row(all=(*_STAFF, *_ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.NAME: _row(all=(*_STAFF, Role.ASSESSOR, Role.AUDITOR), own=_ACTING),
    Kind.PHONE: _row(all=_STAFF, own=(*_ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.OTHER: _row(all=_STAFF, own=(*_ACTING, Role.ASSESSOR, Role.AUDITOR)),
    Kind.TEXT: _row(all=(*_STAFF, *_ACTING, Role.ASSESSOR, Role.AUDITOR)),
}


def sees(viewer: Viewer, kind: Kind, subject: UUID | None, parties: Collection[UUID | None]) -> bool:
    """Whether a viewer may see a value: of `subject` (None: of nobody in particular), in an object in
    which the organizations `parties` take part."""
    reach = SIGHT[kind].get(viewer.role, Reach.NONE)
    if reach is Reach.ALL or (subject is not None and str(subject) == viewer.subject):
        return True
    own = viewer.organization is not None and viewer.organization in parties
    return reach is Reach.OWN and own


def withheld(language: str) -> str:
    """The mark, in the viewer's language."""
    return WITHHELD.zh if language == "zh" else WITHHELD.en


def erased(language: str) -> str:
    """The mark of what is gone, in the viewer's language."""
    return ERASED.zh if language == "zh" else ERASED.en
