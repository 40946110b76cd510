"""What happens to an activity and to the rotation of its lead: public names and shapes, contracts for ever.

Dates are business dates in the tenant's time zone; counts are persons unless said otherwise.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import ActivityForm, ActivitySource, Decision
from concord.evidence.events import FileRemoved
from concord.privacy import Narrative, Personal

__all__ = [
    "ActivityCancelled",
    "ActivityCorrected",
    "ActivityField",
    "ActivityForm",
    "ActivityHeld",
    "ActivityLogged",
    "ActivityProposed",
    "ActivityScale",
    "ActivityScheduled",
    "ActivitySource",
    "ActivityStatus",
    "Attendance",
    "AttendanceRecorded",
    "EvidenceAttached",
    "EvidenceRemoved",
    "LeadAssigned",
    "LeadBasis",
    "LeadCalled",
    "LeadRotationStarted",
    "LeadTurnTaken",
    "Medium",
    "ParticipantSignedUp",
    "PublicityRecorded",
    "VolunteerHoursLogged",
]


class ActivityScale(StrEnum):
    """活动规模: 大型活动共同办、小型活动轮流办 (source 000, 四（3）)."""

    LARGE = "LARGE"  # 大型：共同办
    SMALL = "SMALL"  # 小型：轮流办


class ActivityStatus(StrEnum):
    """活动状态: how far an activity has come."""

    PROPOSED = "PROPOSED"  # 已提出
    SCHEDULED = "SCHEDULED"  # 已排期
    HELD = "HELD"  # 已举办，待入台账
    LOGGED = "LOGGED"  # 已入台账
    CANCELLED = "CANCELLED"  # 已取消


class LeadBasis(StrEnum):
    """牵头依据: why this organization leads."""

    ROTATION = "ROTATION"  # 按轮值次序
    RESOLUTION = "RESOLUTION"  # 经决议顺延
    JOINT = "JOINT"  # 大型活动共同办，由其召集
    PROPOSER = "PROPOSER"  # 章程未规定轮值，谁提出谁牵头


class ActivityField(StrEnum):
    """更正项: what a correction may replace."""

    TITLE = "TITLE"  # 名称
    THEME = "THEME"  # 主题
    PLACE = "PLACE"  # 地点
    HELD_ON = "HELD_ON"  # 举办日期
    ATTENDANCE = "ATTENDANCE"  # 某单位的考勤
    SUMMARY = "SUMMARY"  # 小结


class Medium(StrEnum):
    """媒体: where something was published (source 001, 六（二）)."""

    WECHAT = "WECHAT"  # 微信公众号
    WEBSITE = "WEBSITE"  # 网站
    TELEVISION = "TELEVISION"  # 广播电视
    PRESS = "PRESS"  # 报刊杂志
    OTHER = "OTHER"  # 其他


class Attendance(msgspec.Struct, frozen=True):
    """考勤: how many of one organization came."""

    organization: UUID
    present: int
    """Persons who came; at most `expected`."""
    expected: int
    """Persons who were to come (应到)."""
    attendees: tuple[Personal, ...] = ()
    """Who came, where the alliance keeps names; at most `present`."""


class ActivityProposed(Aggregate.Created):
    """活动已提出: an activity of an alliance was proposed, chosen one of the three ways."""

    alliance: UUID
    title: str
    theme: str
    """Code of one of the charter's themes in force."""
    form: ActivityForm
    scale: ActivityScale
    source: ActivitySource
    proposer: UUID | None
    """The member that proposed it (always for MEMBERS)."""
    department: str | None
    """Name of the department that offers it (always for DEPARTMENT)."""
    planned_on: date | None
    description: Narrative | None


class ActivityScheduled(Aggregate.Event):
    """活动已排期: day and place were set, or set anew while it had not been held."""

    starts_on: date
    ends_on: date
    start_time: str | None
    """Local time of day `HH:MM`."""
    place: str
    capacity: int | None
    """Most persons that can take part."""


class LeadAssigned(Aggregate.Event):
    """牵头单位已确定: who plans, calls, organizes and keeps the attendance."""

    organization: UUID
    basis: LeadBasis
    turn: int | None
    """Number of the turn in the alliance's rotation; null where there is none."""
    passed_over: tuple[UUID, ...]
    """Members whose turn was passed on by the resolution, in the order of their turns."""
    resolution: str | None
    """Reference of the resolution that passed the turn on."""
    reason: Narrative | None
    decision: Decision | None = None
    """The meeting's resolution, where the alliance has meetings and one was needed."""


class ParticipantSignedUp(Aggregate.Event):
    """已报名: a member announced how many of its people will come."""

    organization: UUID
    persons: int


class ActivityHeld(Aggregate.Event):
    """活动已举办: it took place."""

    held_on: date
    place: str


class AttendanceRecorded(Aggregate.Event):
    """考勤已登记: once for each organization; a mistake is corrected by `ActivityCorrected`."""

    records: tuple[Attendance, ...]


class EvidenceAttached(Aggregate.Event):
    """佐证已上传: a photograph, list or minutes, bound to the ledger by digest."""

    original_sha256: str
    """SHA-256 of the file as it was handed in, 64 lowercase hexadecimal digits."""
    stored_sha256: str
    """SHA-256 of the file as it is kept (metadata removed, image scaled)."""
    size: int
    """Bytes of the stored file."""
    media_type: str
    """IANA media type of the stored file."""
    caption: Narrative | None
    file: UUID | None = None
    """Its id, where it was uploaded here: it is fetched and removed by it, its key is named so."""
    name: Narrative | None = None
    """What whoever uploaded it called the file."""


class EvidenceRemoved(FileRemoved):
    """佐证已移除: the file's key is destroyed, and its content with it; its digests stay."""


class ActivityLogged(Aggregate.Event):
    """活动已入台账: the activity's record is complete. Once only; what it says is corrected, never edited."""

    held_on: date
    judged_on: date
    """The day by which duties and figures judge it: `held_on` if it was logged within the charter's
    late entry days, else the day on which it was logged."""
    lead: UUID | None
    organizations: int
    """Organizations of which at least one person came."""
    present: int
    expected: int
    evidence: tuple[str, ...]
    """SHA-256 of each stored file that the record rests on."""
    summary: Narrative


class ActivityCorrected(Aggregate.Event):
    """台账已更正: names the event it corrects.

    Of the four values exactly the one that `field` calls for is set. A new HELD_ON also becomes the day by
    which a logged activity is judged, if it was judged by the old one.
    """

    field: ActivityField
    corrects: int
    """Version, in this stream, of the event that stated the wrong value."""
    text: str | None
    """New TITLE, THEME or PLACE."""
    day: date | None
    """New HELD_ON."""
    attendance: Attendance | None
    """New ATTENDANCE of that organization."""
    summary: Narrative | None
    """New SUMMARY."""
    reason: Narrative


class VolunteerHoursLogged(Aggregate.Event):
    """志愿服务时长已登记: what one organization's volunteers gave; a later one replaces it and names
    it."""

    organization: UUID
    persons: int
    hours: Decimal
    """Of all of them together, in halves."""
    corrects: int | None
    """Version, in this stream, of the event that stated it wrongly; null for the first."""
    reason: Narrative | None
    """Why it is put right; always with `corrects`."""


class PublicityRecorded(Aggregate.Event):
    """宣传报道已登记: something about the activity was published."""

    medium: Medium
    outlet: str
    """Name of the account, site, channel or paper."""
    title: str
    published_on: date
    url: str | None


class ActivityCancelled(Aggregate.Event):
    """活动已取消: it will not take place."""

    reason: Narrative


class LeadRotationStarted(Aggregate.Created):
    """牵头轮值已启动: an alliance leads its activities in turn from here on."""

    alliance: UUID


class LeadTurnTaken(Aggregate.Event):
    """轮值已轮到: a member's turn to lead was used, and the turns of those passed over with it."""

    turn: int
    """From 1, without gaps."""
    round: int
    """From 1; in a round each member has one turn."""
    organization: UUID
    activity: UUID
    """The activity that called for it; under a rotation by period, the first of the period."""
    period: str | None
    """`2024`, `2024-H1`, `2024-Q2`, `2024-04` or `2024-<code of the charter's phase>` under a rotation by
    period; null where each activity is a turn."""
    passed_over: tuple[UUID, ...]


class LeadCalled(Aggregate.Event):
    """应予轮值牵头: a new period of the rotation has begun and nobody has its turn; once for each period."""

    period: str
    """The new one, as in `LeadTurnTaken`."""
    ends_on: date
    """Its last day."""
    organization: UUID | None
    """Whose turn it is; null where a resolution chooses, and where nobody may lead."""
