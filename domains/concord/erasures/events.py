"""What is erased: public names and shapes, contracts for ever. The platform carries them out."""

from enum import StrEnum
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.privacy import Narrative


class ErasureBasis(StrEnum):
    """删除事由: why (个人信息保护法, Art. 47)."""

    PURPOSE_ENDED = "PURPOSE_ENDED"  # 处理目的已实现、无法实现或不再必要
    RETENTION_ENDED = "RETENTION_ENDED"  # 保存期限已届满
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"  # 个人撤回同意
    UNLAWFUL = "UNLAWFUL"  # 违反法律、行政法规或约定处理
    OTHER_LAW = "OTHER_LAW"  # 法律、行政法规规定的其他情形


class ErasureStatus(StrEnum):
    """删除状态: how far it is."""

    REQUESTED = "REQUESTED"  # 待复核
    DECLINED = "DECLINED"  # 不予删除
    DONE = "DONE"  # 已删除


class TextPlace(msgspec.Struct, frozen=True, kw_only=True):
    """所在条目: where a text was committed to."""

    entry: int
    """Position of the entry."""
    stream: UUID
    """Stream of the entry, whose key the text is kept under."""
    digest: str
    """As the entry holds it (`_sd`, RFC 9901)."""


class FilePlace(msgspec.Struct, frozen=True, kw_only=True):
    """佐证所在条目: where a file was attached that shows the person."""

    entry: int
    """Position of the entry."""
    stream: UUID
    """Stream of the entry: of what the file is evidence of."""
    file: UUID


class ErasureRequested(Aggregate.Created):
    """删除已提出: somebody asks that everything kept of a person, or one text, be destroyed."""

    subject: UUID | None
    """The person; null: a text."""
    text: TextPlace | None
    basis: ErasureBasis
    requested_by: str
    """Actor, who may not be the one that decides."""
    reason: Narrative
    files: tuple[FilePlace, ...] = ()
    """Files that show the person, and go too."""


class ErasureDeclined(Aggregate.Event):
    """不予删除: what was kept stays."""

    reason: Narrative


class ErasureReopened(Aggregate.Event):
    """删除再次提出: after it had been declined."""

    basis: ErasureBasis
    requested_by: str
    reason: Narrative
    files: tuple[FilePlace, ...] = ()
    """In place of those that were named before."""


class SubjectErased(Aggregate.Event):
    """个人信息已删除: by a second person. The person's key and everything kept under it are destroyed, and
    files that show the person with their names and captions; what entries say stays, and nobody can tell any
    more whom they are about."""

    subject: UUID
    basis: ErasureBasis
    requested_by: str
    confirmed_by: str
    files: tuple[FilePlace, ...] = ()


class TextRedacted(Aggregate.Event):
    """文字已删除: one text that somebody wrote, by a second person."""

    entry: int
    stream: UUID
    digest: str
    basis: ErasureBasis
    requested_by: str
    confirmed_by: str
