"""What the rules of activities and of their lead refuse. Codes are a contract with clients."""

from concord.activities.events import ActivityField, ActivityStatus
from concord.charters import ActivitySource
from concord.commanding import Message, RefusalCode


class ActivityRefusal(RefusalCode):
    """活动的拒绝原因: one rule each."""

    # The alliance and who acts in it
    NOT_INVOLVED = Message(
        "联络员只能办理本单位牵头或提出的活动；尚无牵头单位的，由联盟成员单位办理",
        "An officer acts on activities that the officer's organization leads or proposed, "
        "and as a member on those that nobody leads yet",
    )
    # Its course
    WRONG_STATUS = Message(
        "这项活动目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The activity is {status}; this step needs it to be {allowed}",
    )
    ALREADY_LOGGED = Message(
        "这项活动已入台账，一项活动只入一次；有误请用更正",
        "The activity is logged already, once only: a mistake is put right by a correction",
    )
    # Choosing and planning
    THEME_NOT_IN_CHARTER = Message(
        "章程中没有“{theme}”这一主题，可选：{known}", "The charter has no theme “{theme}”, but these: {known}"
    )
    SOURCE_NOT_IN_CHARTER = Message(
        "章程没有规定以“{source}”方式产生活动，可选：{known}",
        "By the charter activities are not chosen by {source}, but by: {known}",
    )
    PROPOSER_REQUIRED = Message(
        "党员群众选的活动，须注明由哪个成员单位提出",
        "An activity chosen by members names the member that proposes it",
    )
    DEPARTMENT_REQUIRED = Message(
        "部门结对送的活动，须注明是哪个部门", "An activity offered by a department names the department"
    )
    DATES_INVALID = Message(
        "结束日期须在开始日期之后，且活动不超过 {most} 天",
        "It ends on or after its first day and lasts at most {most} days",
    )
    TIME_INVALID = Message("时间应写作 HH:MM，例如 09:30", "The time of day is written HH:MM, as in 09:30")
    COUNT_INVALID = Message(
        "人数应在 {least} 至 {most} 之间", "The number of persons lies between {least} and {most}"
    )
    # Lead
    LEAD_REQUIRED = Message("须指明由哪个单位牵头", "Which organization leads must be said")
    LEAD_NOT_ELIGIBLE = Message(
        "该单位在 {on} 不是可以牵头的成员单位", "The organization is no member that may lead on {on}"
    )
    NOBODY_ELIGIBLE = Message("联盟中没有可以牵头的成员单位", "No member of the alliance may lead")
    LEAD_ALREADY_ASSIGNED = Message(
        "牵头单位已确定，改由其他单位牵头须经会议决议", "The lead is assigned: another takes a resolution"
    )
    NOT_ITS_TURN = Message(
        "还没有轮到该单位，顺延须写明会议决议和理由",
        "It is not that organization's turn: passing the turn on takes a resolution and a reason",
    )
    RESOLUTION_REQUIRED = Message("须写明所依据的会议决议", "The resolution that this rests on must be named")
    MEETING_DECIDES = Message(
        "不按次序或依决议牵头由会议决定，须指明会议和所通过的关于该活动的决议",
        "A meeting decides who leads out of turn or by resolution: name the meeting and the resolution about "
        "this activity that it passed",
    )
    RESOLUTION_USED = Message(
        "这项决议已经用于确定牵头单位，不能再次作为依据",
        "The resolution has named a lead: it is no basis a second time",
    )
    LEAD_NOT_ASSIGNED = Message(
        "章程规定由成员单位轮流牵头，须先确定牵头单位",
        "By the charter members lead in turn: assign the lead first",
    )
    NO_LEAD_BY_PERIOD = Message(
        "章程没有规定按期轮值牵头", "The charter does not have members lead for a period each"
    )
    LEAD_SETTLED = Message(
        "{period} 的牵头单位已确定或已提请", "Whose turn {period} is has been settled or called for already"
    )
    # Signing up
    ALREADY_SIGNED_UP = Message("该单位已报名", "The organization has signed up already")
    SIGN_UP_CLOSED = Message(
        "活动已于 {ends_on} 结束，不能再报名", "The activity ended on {ends_on}: nobody signs up any more"
    )
    CAPACITY_EXCEEDED = Message(
        "名额 {capacity} 人，只剩 {left} 人", "{capacity} persons can take part, {left} places are left"
    )
    # Record
    NOTHING_TO_RECORD = Message("没有可登记的考勤", "There is no attendance to record")
    TOO_MANY = Message("一次最多 {most} 项", "At most {most} at a time")
    ATTENDANCE_RECORDED_ALREADY = Message(
        "该单位的考勤已登记，有误请用更正",
        "The organization's attendance is recorded: a mistake is put right by a correction",
    )
    ATTENDANCE_INVALID = Message(
        "实到人数不能超过应到人数，应到人数在 1 至 {most} 之间",
        "No more are present than expected, and between 1 and {most} are expected",
    )
    ATTENDEES_INVALID = Message(
        "列名的人员不能重复，也不能多于实到人数",
        "Those named are different persons and no more than were present",
    )
    DIGEST_INVALID = Message(
        "文件摘要应为 64 位小写十六进制的 SHA-256", "A digest is a SHA-256 of 64 lowercase hexadecimal digits"
    )
    FILE_SIZE_INVALID = Message("文件大小应在 1 至 {most} 字节之间", "A file has between 1 and {most} bytes")
    MEDIA_TYPE_INVALID = Message(
        "文件类型应写作 image/jpeg 的形式", "A media type is written as in image/jpeg"
    )
    ATTENDANCE_MISSING = Message(
        "入台账前须登记考勤，且至少有一人到场", "Attendance comes before the log, and somebody was there"
    )
    EVIDENCE_MISSING = Message(
        "章程要求至少 {least} 份佐证，现有 {found} 份",
        "The charter asks for {least} pieces of evidence, there are {found}",
    )
    # Volunteers and publicity
    HOURS_LOGGED_ALREADY = Message(
        "该单位的志愿服务时长已登记为 {hours} 小时，更正须写明理由",
        "Its volunteer hours are logged already, {hours}: putting them right takes a reason",
    )
    HOURS_INVALID = Message(
        "时长应为半小时的整数倍，每人每天不超过 24 小时，即 {persons} 人 {days} 天最多 {most} 小时",
        "Hours are counted in halves, at most 24 a day each: {most} for {persons} persons in {days} days",
    )
    PUBLICITY_RECORDED_ALREADY = Message(
        "“{outlet}”的《{title}》已登记", "“{title}” in {outlet} is recorded already"
    )
    PUBLISHED_IN_FUTURE = Message(
        "刊发日期 {day} 晚于今天", "{day} is later than today: it cannot have been published then"
    )
    URL_INVALID = Message(
        "网址应以 https:// 或 http:// 开头，最多 {most} 个字符",
        "An address begins with https:// or http:// and has {most} characters at most",
    )
    # Correction
    CORRECTION_INCOMPLETE = Message(
        "更正“{what}”须且只须给出它的新值", "A correction of {what} gives its new value and no other"
    )
    NOTHING_TO_CORRECT = Message(
        "“{what}”尚未登记，无可更正", "{what} has not been stated: there is nothing to correct"
    )
    CORRECTION_CHANGES_NOTHING = Message("新值与原值相同", "The new value is the one that stands")
    DAY_IN_FUTURE = Message(
        "举办日期 {day} 晚于今天", "{day} is later than today: it cannot have been held then"
    )
    # Input


FIELD_NAMES = {
    ActivityField.TITLE: Message("名称", "the title"),
    ActivityField.THEME: Message("主题", "the theme"),
    ActivityField.PLACE: Message("地点", "the place"),
    ActivityField.HELD_ON: Message("举办日期", "the day"),
    ActivityField.ATTENDANCE: Message("考勤", "the attendance"),
    ActivityField.SUMMARY: Message("活动小结", "the summary"),
}
SOURCE_NAMES = {
    ActivitySource.MEMBERS: Message("党员群众选", "members"),
    ActivitySource.DEPARTMENT: Message("部门结对送", "departments"),
    ActivitySource.ALLIANCE: Message("党建联盟定", "the alliance"),
}
STATUS_IN_CHINESE = {
    ActivityStatus.PROPOSED: "已提出",
    ActivityStatus.SCHEDULED: "已排期",
    ActivityStatus.HELD: "已举办",
    ActivityStatus.LOGGED: "已入台账",
    ActivityStatus.CANCELLED: "已取消",
}
