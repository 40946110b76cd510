"""章程: an alliance's rules as data. Adopted by an event, so these shapes are contracts for ever.

A later field is optional, and its default means what held before it existed: an adopted charter is
stored with every value written out, and one stored earlier reads back unchanged in meaning.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from concord.charters.deliberation import Deliberation
from concord.charters.dissolution import Dissolution
from concord.charters.escalation import Escalation
from concord.charters.funds import FundRules
from concord.charters.inspections import InspectionRules
from concord.charters.needs import NeedRules
from concord.charters.obligations import Obligations
from concord.charters.resources import ResourceRules
from concord.charters.vocabulary import (
    ActivitySource,
    AdmissionPath,
    AllianceKind,
    Convener,
    DepartureRule,
    GroupKind,
    Hosting,
    OrganizationKind,
    Period,
    RotationBasis,
    TriageLevel,
)


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """成员层级: one standing inside an alliance (会长单位 X, 会员单位 Y, 牵头单位)."""

    code: str
    """ASCII, unique in the charter; enters events."""
    name: str
    minimum: int = 0
    """Fewest members of this tier."""
    maximum: int | None = None
    """Most members of this tier; none: no limit."""
    may_chair: bool = False
    """Its members may hold the chair."""
    may_lead: bool = True
    """Its members take turns in leading activities."""
    lead_unit: bool = False
    """Its member is the standing lead unit (牵头单位), consulted on applications."""


class Rotation(msgspec.Struct, frozen=True, kw_only=True):
    """轮值: how the chair, or the lead of activities, passes on."""

    title: str
    """What the one in turn is called (执行会长单位, 轮值单位, 主席单位)."""
    period: Period
    basis: RotationBasis
    alternatives: tuple[Period, ...] = ()
    """Other periods that an alliance may choose when it adopts the charter."""
    order: tuple[str, ...] = ()
    """统一社会信用代码 in fixed order; members not named follow in the order in which they joined."""


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """入盟: who may become a member, and how."""

    path: AdmissionPath
    tier: str
    """Tier in which a member begins, unless the decision names another."""
    exclusive: bool = False
    """A unit belongs to one alliance with such a charter at a time (加入一个意向联盟)."""
    kinds: tuple[OrganizationKind, ...] = ()
    """Kinds of unit that may join; empty: any."""
    without_party_organization: bool = True
    """Units without a party organization of their own may join."""


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """退出: what becomes of a departure that would break a tier's limit."""

    on_limit: DepartureRule
    days_to_cure: int | None = None
    """Calendar days in which the breach must be cured; only for RECORD_BREACH."""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """会议: one kind of meeting and how often it is due."""

    code: str
    name: str
    period: Period
    times: int = 1
    """At least so many in each period."""
    convener: Convener


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """主题: what an activity serves, in the charter's own list (五共, 六联, 五联五化)."""

    code: str
    name: str


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """大型活动共同办、小型活动轮流办: who hosts activities of either scale."""

    large: Hosting
    small: Hosting


class ProjectQuota(msgspec.Struct, frozen=True, kw_only=True):
    """年度重点项目数: how many key projects an alliance takes on in a year."""

    minimum: int = 0
    maximum: int | None = None


class TicketLevel(msgspec.Struct, frozen=True, kw_only=True):
    """诉求分级: the deadlines of one triage level, in working days."""

    level: TriageLevel
    name: str
    accept_days: int
    """From dispatch to acceptance."""
    resolve_days: int
    """From acceptance to the answer."""


class TicketRules(msgspec.Struct, frozen=True, kw_only=True):
    """诉求办理: levels, and how long everything between them may take, in working days."""

    levels: tuple[TicketLevel, ...]
    triage_days: int
    """From raising to triage."""
    dispatch_days: int
    """From triage to dispatch."""
    silence_days: int
    """An answer counts as confirmed when the raiser has been silent for so long."""


class Reporting(msgspec.Struct, frozen=True, kw_only=True):
    """台账反馈: what is reported upward, and how often."""

    period: Period
    to: str
    """Who receives it (区镇党（工）委)."""
    days: int
    """Due within so many calendar days of the period's end."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """组织机构: a body inside the alliance and how it is led."""

    code: str
    name: str
    kind: GroupKind
    leaders: int = 1
    deputies_minimum: int = 0
    deputies_maximum: int = 0


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """阶段: one phase of the year, in whole months."""

    code: str
    name: str
    first_month: int
    last_month: int


class Charter(msgspec.Struct, frozen=True, kw_only=True):
    """章程: the whole of an alliance's rules. Build one with `concord.charters.build`, which checks it."""

    code: str
    """Of the rules' text; ASCII (`jianghai`)."""
    title: str
    """Of the document it stands for."""
    authority: str
    """Body that approves alliances and decides applications (区委直属机关工委)."""
    kinds: tuple[AllianceKind, ...]
    """Kinds of alliance it may govern."""
    tiers: tuple[Tier, ...]
    admission: Admission
    departure: Departure
    chair: Rotation | None = None
    """None: the alliance has no chair."""
    lead: Rotation | None = None
    """Rotation of the lead of activities; none: whoever proposes leads."""
    meetings: tuple[Meeting, ...] = ()
    themes: tuple[Theme, ...]
    sources: tuple[ActivitySource, ...] = (
        ActivitySource.MEMBERS,
        ActivitySource.DEPARTMENT,
        ActivitySource.ALLIANCE,
    )
    scale: Scale | None = None
    projects: ProjectQuota | None = None
    """Key projects of a year; none: the charter says nothing of them."""
    tickets: TicketRules
    deliberation: Deliberation | None = None
    """Of joint meetings; none: whoever comes decides by more than half."""
    escalation: Escalation | None = None
    """Of late tickets; none: they stay where they are."""
    reports: tuple[Reporting, ...] = ()
    late_entry_days: int
    """Meetings, activities and reports recorded within so many calendar days of happening are judged
    by the day on which they happened, later ones by the day of recording."""
    evidence_minimum: int = 1
    """Fewest pieces of evidence that the record of an activity rests on (详细、规范的台账)."""
    evidence_location: bool = False
    """Place and time of capture stay in photographs and films (定位水印); else they are taken out."""
    groups: tuple[Group, ...] = ()
    phases: tuple[Phase, ...] = ()
    needs: NeedRules | None = None
    """三张清单; none: members list no needs."""
    obligations: Obligations | None = None
    """职责; none: nothing beside meetings, reports and rotation."""
    inspections: InspectionRules | None = None
    """检查整改; none: nobody is inspected by way of the alliance."""
    funds: FundRules | None = None
    """经费管理; none: the alliance has no funds."""
    resources: ResourceRules | None = None
    """资源共享; none: nothing is shared by way of the alliance."""
    dissolution: Dissolution | None = None
    """解散条件; none: an alliance ends whatever is open in it."""

    def tier(self, code: str) -> Tier | None:
        """The tier of that code."""
        return next((tier for tier in self.tiers if tier.code == code), None)

    def theme(self, code: str) -> Theme | None:
        """The theme of that code."""
        return next((theme for theme in self.themes if theme.code == code), None)

    def ticket_level(self, level: str) -> TicketLevel | None:
        """The deadlines of a triage level."""
        return next((one for one in self.tickets.levels if one.level == level), None)


class AdoptedCharter(msgspec.Struct, frozen=True):
    """A charter with the day from which it is in force."""

    effective_on: date
    charter: Charter


def in_force(adopted: Iterable[AdoptedCharter], on: date) -> Charter | None:
    """The charter in force on a day: the last adopted of those effective by then; None before the first."""
    ruling: AdoptedCharter | None = None
    for one in adopted:
        if one.effective_on <= on and (ruling is None or one.effective_on >= ruling.effective_on):
            ruling = one
    return ruling.charter if ruling else None
