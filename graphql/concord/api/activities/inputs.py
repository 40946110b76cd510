"""Inputs of the mutations on activities."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import strawberry

from concord.api.activities.codes import ActivityField, ActivityForm, ActivityScale, Medium
from concord.api.alliances.inputs import DecisionInput
from concord.api.charters.codes import ActivitySource
from concord.api.evidence.inputs import FileRemovalInput
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.people import PersonInput


@strawberry.input(description="活动步骤: which activity")
class ActivityStepInput(CommandInput):
    """Base of what is done to an existing activity."""

    activity_id: strawberry.ID = given("活动: which")


@strawberry.input(description="提出活动: what, chosen by whom")
class ActivityProposeInput(CommandInput):
    """Of `activityPropose`."""

    alliance_id: strawberry.ID = given("联盟: whose activity")
    title: str = given("名称: of the activity")
    theme: str = given("主题代码: of the charter in force")
    source: ActivitySource = given("活动来源: who chose it")
    scale: ActivityScale = given("活动规模: large or small")
    form: ActivityForm = given("活动形式: what kind of gathering", default=ActivityForm.PRACTICE)
    proposer_id: strawberry.ID | None = given("提出单位: the member that proposes it", default=None)
    department: str | None = given("部门: that offers it", default=None)
    planned_on: date | None = given("计划日期: business date", default=None)
    description: str | None = narrative("描述: in words", default=None)


@strawberry.input(description="活动排期: day and place")
class ActivityScheduleInput(ActivityStepInput):
    """Of `activitySchedule`."""

    starts_on: date = given("开始日期: first day")
    place: str = given("地点: where")
    ends_on: date | None = given("结束日期: last day; the first if omitted", default=None)
    start_time: str | None = given("开始时间: HH:MM, local", default=None)
    capacity: int | None = given("人数上限: most persons that can take part", default=None)


@strawberry.input(description="确定牵头单位: whose turn, or another by resolution")
class ActivityAssignLeadInput(ActivityStepInput):
    """Of `activityAssignLead`."""

    organization_id: strawberry.ID | None = given("牵头单位: whose turn it is if omitted", default=None)
    resolution: str | None = given("决议: as people cite the one that passes the turn on", default=None)
    reason: str | None = narrative("理由: why the turn is passed on", default=None)
    decision: DecisionInput | None = given(
        "所依据的决议: about this activity, where it is not simply the next one's turn", default=None
    )


@strawberry.input(description="报名: who, how many")
class ActivitySignUpInput(ActivityStepInput):
    """Of `activitySignUp`."""

    organization_id: strawberry.ID = given("单位: a member")
    persons: int = given("人数: who will come")


@strawberry.input(description="举办活动: that it took place")
class ActivityHoldInput(ActivityStepInput):
    """Of `activityHold`; the day is `occurredOn`."""

    place: str | None = given("地点: where it was to be if omitted", default=None)


@strawberry.input(description="考勤: of one organization")
class AttendanceInput:
    """How many came, and who where the alliance keeps names."""

    organization_id: strawberry.ID = given("单位: a member on that day")
    present: int = given("实到人数: who came")
    expected: int = given("应到人数: who were to come")
    attendees: list[PersonInput] = strawberry.field(
        description="参加人: where the alliance keeps names", default_factory=list, metadata={}
    )


@strawberry.input(description="登记考勤: once for each organization")
class ActivityRecordAttendanceInput(ActivityStepInput):
    """Of `activityRecordAttendance`."""

    records: list[AttendanceInput] = given("考勤: by organization")


@strawberry.input(description="上传佐证: a file uploaded here, or one kept elsewhere by its digests")
class ActivityAttachEvidenceInput(ActivityStepInput):
    """Of `activityAttachEvidence`."""

    file_id: UUID | None = given("文件编号: as `POST /files` answered it; then no digests", default=None)
    name: str | None = given("文件名: kept beside the ledger, erasable", default=None)
    original_sha256: str | None = given(
        "原件哈希: SHA-256 of a file kept elsewhere as handed in, 64 hexadecimal digits", default=None
    )
    stored_sha256: str | None = given("存件哈希: SHA-256 of it as kept, 64 hexadecimal digits", default=None)
    size: int | None = given("字节数: of the stored file", default=None)
    media_type: str | None = given("媒体类型: IANA, of the stored file", default=None)
    caption: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="移除佐证: which file, why")
class ActivityRemoveEvidenceInput(ActivityStepInput, FileRemovalInput):
    """Of `activityRemoveEvidence`."""


@strawberry.input(description="入台账: the record is complete")
class ActivityLogInput(ActivityStepInput):
    """Of `activityLog`."""

    summary: str = narrative("小结: in words")


@strawberry.input(description="登记志愿服务时长: of one organization's volunteers")
class ActivityLogVolunteerHoursInput(ActivityStepInput):
    """Of `activityLogVolunteerHours`."""

    organization_id: strawberry.ID = given("单位: a member on that day")
    persons: int = given("志愿者人数: who served")
    hours: Decimal = given("时长: of all of them together, in halves of an hour")
    reason: str | None = narrative("更正理由: why what was logged is put right", default=None)


@strawberry.input(description="登记宣传报道: what was published, where, when")
class ActivityRecordPublicityInput(ActivityStepInput):
    """Of `activityRecordPublicity`."""

    medium: Medium = given("媒体: of what sort")
    outlet: str = given("媒体名称: the account, site, channel or paper")
    title: str = given("标题: of what was published")
    published_on: date = given("刊发日期: when it was published")
    url: str | None = given("网址: where it can be read", default=None, longest=500)


@strawberry.input(description="更正台账: one field's right value, and why")
class ActivityCorrectInput(ActivityStepInput):
    """Of `activityCorrect`; of the four values exactly the one that `field` calls for."""

    field: ActivityField = given("更正项: what was wrong")
    reason: str = narrative("更正理由: in words")
    text: str | None = given("新文字: title, theme or place", default=None)
    day: date | None = given("新举办日期: day", default=None)
    attendance: AttendanceInput | None = given("新考勤: of one organization", default=None)
    summary: str | None = narrative("新小结: in words", default=None)


@strawberry.input(description="取消活动: why")
class ActivityCancelInput(ActivityStepInput):
    """Of `activityCancel`."""

    reason: str = narrative("取消事由: in words")
