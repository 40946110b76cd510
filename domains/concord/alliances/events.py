"""What happens to an alliance: public names and shapes, contracts for ever.

Dates are business dates in the tenant's time zone, first day meant: a member that leaves on a day is
no member from that day on, a chair vacated on a day has no holder from that day on.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import AllianceKind, Charter, Decision, GroupKind, Overrides, RotationBasis
from concord.privacy import Narrative, Personal


class JoinedBy(StrEnum):
    """入盟方式: on what ground a member joined."""

    FOUNDING = "FOUNDING"  # 发起成立
    APPLICATION = "APPLICATION"  # 申请获准
    DIRECT = "DIRECT"  # 直接加入


class VacancyCause(StrEnum):
    """空缺原因: why the chair has no holder."""

    DECIDED = "DECIDED"  # 登记空缺
    LEFT = "LEFT"  # 原任单位退出
    REMOVED = "REMOVED"  # 原任单位被除名


class BreachRule(StrEnum):
    """名额不符事由: which limit of the charter does not hold."""

    TIER_MINIMUM = "TIER_MINIMUM"  # 低于下限
    TIER_MAXIMUM = "TIER_MAXIMUM"  # 高于上限


class Obligation(StrEnum):
    """部署要求: what a directive obliges an alliance to."""

    MEETING = "MEETING"  # 召开会议
    ACTIVITY = "ACTIVITY"  # 开展活动
    REPORT = "REPORT"  # 报送情况


class GuidanceForm(StrEnum):
    """指导方式: how the body above attends to an alliance."""

    GUIDANCE = "GUIDANCE"  # 指导
    COORDINATION = "COORDINATION"  # 协调
    SUPERVISION = "SUPERVISION"  # 督促
    INSPECTION = "INSPECTION"  # 检查


class ReferenceItem(msgspec.Struct, frozen=True):
    """参考活动: one that a programme suggests."""

    title: str
    theme: str
    """Code of the programme's theme that it serves."""


class Leader(msgspec.Struct, frozen=True):
    """负责人: a person who leads a group or stands in for its leader."""

    person: Personal
    organization: UUID | None
    """The member that the person is of; null where it is none."""


class ProgrammeAdopted(Aggregate.Created):
    """实施意见已通过: a plan governs several alliances at once; its charter is inherited by theirs."""

    name: str
    """Unique in the tenant."""
    charter: Charter
    effective_on: date
    document: str
    """Reference of the document (文号)."""


class ProgrammeAmended(Aggregate.Event):
    """实施意见已修订: another charter from a day on; each alliance's own is amended with it."""

    charter: Charter
    effective_on: date
    document: str


class AllianceEnrolled(Aggregate.Event):
    """联盟已纳入实施意见: the programme governs it from now on."""

    alliance: UUID


class ReferenceListIssued(Aggregate.Event):
    """参考清单已下发: activities that the alliances may choose from in a year."""

    reference_list: UUID
    title: str
    year: int
    items: tuple[ReferenceItem, ...]
    document: str
    """Empty if it has none."""


class AllianceProposed(Aggregate.Created):
    """联盟已提出: units propose an alliance together."""

    name: str
    """Unique in the tenant."""
    kind: AllianceKind
    proposers: tuple[UUID, ...]
    """Organizations that propose it."""
    purpose: Narrative | None


class AllianceApproved(Aggregate.Event):
    """联盟已批准: it exists from this day on."""

    authority: str
    """Body that approved it, as the charter names it."""
    document: str
    """Reference of the approval (文号); empty if it has none."""
    approved_on: date


class AllianceRefused(Aggregate.Event):
    """联盟未获批准: it may be proposed again."""

    authority: str
    refused_on: date
    reason: Narrative


class ProposalRenewed(Aggregate.Event):
    """联盟已重新提出: after a refusal."""

    kind: AllianceKind
    proposers: tuple[UUID, ...]
    purpose: Narrative | None


class ProgrammeFollowed(Aggregate.Event):
    """联盟已适用实施意见: its charter is the programme's but for what it has otherwise."""

    programme: UUID
    overrides: Overrides


class CharterAmended(Aggregate.Event):
    """章程已修订: by the programme that the alliance follows, or by what it has otherwise."""

    charter: Charter
    """The whole of it, as inherited and overridden."""
    overrides: Overrides
    programme: UUID
    by_programme: bool
    """The programme was amended; else the alliance's own part."""
    effective_on: date
    """Not before that of the charter before it."""
    resolution: str
    """Reference of the resolution or document that amended it."""
    decision: Decision | None = None
    """The meeting's resolution, where the charter leaves it to the meeting."""


class DirectiveReceived(Aggregate.Event):
    """上级部署已收到: an order from above that obliges the alliance."""

    directive: UUID
    title: str
    issuer: str
    """Body that gave it."""
    document: str
    """Its reference; empty if it has none."""
    obliges: Obligation
    received_on: date
    due_on: date
    """Last day on which what it obliges to is on time."""
    content: Narrative | None


class GuidanceGiven(Aggregate.Event):
    """指导已登记: the body above looked after the alliance."""

    guidance: UUID
    form: GuidanceForm
    given_by: str
    """Body that gave it."""
    given_on: date
    content: Narrative


class CharterAdopted(Aggregate.Event):
    """章程已通过: these rules govern the alliance from a day on, until another charter does."""

    charter: Charter
    effective_on: date
    """Not before that of the charter adopted last."""
    resolution: str
    """Reference of the resolution or document that adopted it; empty if it has none."""
    decision: Decision | None = None
    """The meeting's resolution, where the charter leaves it to the meeting."""


class MembershipApplied(Aggregate.Event):
    """入盟申请已提交: a unit asks to become a member."""

    application: UUID
    organization: UUID
    tier: str
    """Code of the charter's tier that it asks for."""
    statement: Narrative | None


class ApplicationConsulted(Aggregate.Event):
    """已与牵头单位协商: the lead unit said what it thinks of an application; it does not decide."""

    application: UUID
    lead_unit: UUID
    favourable: bool
    opinion: Narrative | None


class MemberJoined(Aggregate.Event):
    """成员已加入: an organization is a member from a day on."""

    organization: UUID
    tier: str
    joined_on: date
    joined_by: JoinedBy
    application: UUID | None
    """The application that was granted; null for the other ways."""
    decision: Decision | None = None
    """The meeting's resolution that it rests on, where it is the meeting that decides."""


class MembershipRefused(Aggregate.Event):
    """入盟申请未获批准: the organization may apply again."""

    application: UUID
    organization: UUID
    reason: Narrative


class MemberLeft(Aggregate.Event):
    """成员已退出: of its own will."""

    organization: UUID
    tier: str
    """The tier that it held."""
    left_on: date
    """First day on which it is no member."""
    reason: Narrative | None


class MemberRemoved(Aggregate.Event):
    """成员已除名: by resolution."""

    organization: UUID
    tier: str
    removed_on: date
    """First day on which it is no member."""
    resolution: str
    reason: Narrative
    decision: Decision | None = None
    """The meeting's resolution that it rests on, where it is the meeting that decides."""


class TierChanged(Aggregate.Event):
    """成员层级已调整: from a day on."""

    organization: UUID
    from_tier: str
    to_tier: str
    changed_on: date
    resolution: str
    """Empty if none was needed."""
    decision: Decision | None = None
    """The meeting's resolution that it rests on, where it is the meeting that decides."""


class ChairRotated(Aggregate.Event):
    """执行会长已轮值: an organization holds the chair for a term."""

    organization: UUID
    title: str
    """What the chair is called by the charter (执行会长单位, 轮值单位, 主席单位)."""
    starts_on: date
    ends_on: date
    """Last day of the term."""
    basis: RotationBasis
    resolution: str | None
    """Reference of the resolution; always with RESOLUTION."""
    predecessor: UUID | None
    """Who held the chair last."""
    predecessor_ends_on: date | None
    """Last day of the predecessor's term, cut short if it was to last longer."""
    passed_over: tuple[UUID, ...]
    """Those whose turn it would have been by fixed order, when a resolution chose another."""
    decision: Decision | None = None
    """The meeting's resolution, where the alliance has meetings and one was needed."""


class ChairVacated(Aggregate.Event):
    """执行会长空缺: nobody holds the chair from a day on, until the next term begins."""

    organization: UUID
    """Who held it, or was to hold it."""
    vacated_on: date
    cause: VacancyCause
    reason: Narrative | None


class RotationCalled(Aggregate.Event):
    """应予轮值: the last term of the chair is over and no other is settled; once for each end."""

    title: str
    """What the chair is called by the charter."""
    predecessor: UUID
    """Who held it last."""
    ended_on: date
    """Last day on which somebody held it."""
    basis: RotationBasis
    """Of the charter in force: whether its order or a meeting names the next."""
    successor: UUID | None
    """Whose turn it is by fixed order; null where a meeting chooses, and where nobody may hold it."""
    called_on: date


class HandoverRecorded(Aggregate.Event):
    """轮值交接已登记: the predecessor handed over to the chair of a term; once for each term."""

    predecessor: UUID
    successor: UUID
    term_starts_on: date
    """The successor's term."""
    handed_over_on: date
    notes: Narrative


class BreachRecorded(Aggregate.Event):
    """名额不符已登记: a departure broke a tier's limit, which the charter lets happen for a time."""

    breach: UUID
    rule: BreachRule
    tier: str
    count: int
    """Members of the tier after the departure."""
    limit: int
    recorded_on: date
    cure_by: date


class BreachCured(Aggregate.Event):
    """已符合名额: the limit holds again."""

    breach: UUID
    count: int
    cured_on: date


class GroupFormed(Aggregate.Event):
    """组织机构已成立: a body inside the alliance."""

    group: UUID
    code: str
    """Of the charter's group that it is one of."""
    kind: GroupKind
    name: str
    """Unique among those of the alliance that are not dissolved."""
    formed_on: date


class GroupLeadershipSet(Aggregate.Event):
    """负责人已确定: the whole leadership of a group, instead of the one before."""

    group: UUID
    leaders: tuple[Leader, ...]
    deputies: tuple[Leader, ...]
    set_on: date


class MemberGrouped(Aggregate.Event):
    """成员已编入: a member of the alliance belongs to a group."""

    group: UUID
    organization: UUID
    grouped_on: date


class MemberUngrouped(Aggregate.Event):
    """成员已编出: of a group; it stays a member of the alliance."""

    group: UUID
    organization: UUID
    ungrouped_on: date


class PersonGrouped(Aggregate.Event):
    """人员已加入: a person belongs to a group."""

    group: UUID
    person: Personal
    organization: UUID | None
    """The member that the person is of."""
    duty: str
    """What the person does in it; empty if not said."""
    grouped_on: date


class PersonUngrouped(Aggregate.Event):
    """人员已退出: of a group."""

    group: UUID
    subject: UUID
    ungrouped_on: date


class GroupDissolved(Aggregate.Event):
    """组织机构已撤销: what it did stays."""

    group: UUID
    dissolved_on: date
    reason: Narrative | None


class PairingFormed(Aggregate.Event):
    """结对已建立: a member and another organization help each other (百企联百村)."""

    pairing: UUID
    organization: UUID
    partner: UUID
    """Need be no member: a village, a community."""
    scheme: str
    """Under which campaign."""
    formed_on: date
    aim: Narrative | None


class PairingEnded(Aggregate.Event):
    """结对已结束."""

    pairing: UUID
    ended_on: date
    reason: Narrative | None


class AgreementSigned(Aggregate.Event):
    """协议已签订: a member's agreement with the alliance for a year."""

    agreement: UUID
    organization: UUID
    title: str
    year: int
    signed_on: date
    document: str
    """Its number; empty if it has none."""


class AllianceDissolved(Aggregate.Event):
    """联盟已解散: nothing can be done in it any more; what was done stays."""

    dissolved_on: date
    """First day on which it is none."""
    resolution: str
    reason: Narrative | None
    decision: Decision | None = None
    """The meeting's resolution, where the charter leaves it to the meeting."""


class ExclusiveSeatTaken(Aggregate.Created):
    """唯一席位已占用: an organization became a member where the charter lets it belong to one alliance only.

    One stream for each organization. The seat is free for another alliance as soon as the one that
    has it no longer counts the organization among its members.
    """

    organization: UUID
    alliance: UUID


class ExclusiveSeatMoved(Aggregate.Event):
    """唯一席位已转移: the organization's seat, free again, was taken for another alliance."""

    alliance: UUID
    former: UUID
    """The alliance that it belonged to before."""
