"""What the rules of reporting refuse. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class ReportRefusal(RefusalCode):
    """报告的拒绝原因: one rule each."""

    # The alliance and who acts in it
    # Period
    PERIOD_INVALID = Message(
        "报告期“{given}”应写作 2024、2024-H1、2024-Q2、2024-04，或年份加章程的阶段代码",
        "“{given}” is no period: 2024, 2024-H1, 2024-Q2, 2024-04, or a year with one of the charter's phases",
    )
    REPORT_NOT_IN_CHARTER = Message(
        "章程没有规定此类报告期的反馈", "The charter asks for no report of such a period"
    )
    PERIOD_NOT_BEGUN = Message(
        "报告期自 {starts_on} 开始，尚未到", "The period begins on {starts_on}: it is not yet due"
    )
    PERIOD_BEFORE_ALLIANCE = Message(
        "报告期结束时联盟尚未成立", "The alliance was not in being when the period ended"
    )
    ALREADY_DRAFTED = Message("该报告期的报告已经起草", "The report of this period is drafted already")
    # Submission
    PERIOD_NOT_OVER = Message(
        "报告期至 {ends_on} 结束，期满后才能报送",
        "The period lasts until {ends_on}: it is reported after that day",
    )
    ALREADY_SUBMITTED = Message("报告已报送，正在审核", "The report is submitted and under review")
    ALREADY_ACCEPTED = Message("报告已审核通过，不能再改", "The report is accepted and no longer changes")
    NOT_SUBMITTED = Message("报告尚未报送，或已退回", "The report is not submitted, or was returned")
    JUDGED_BY_AUTHOR = Message(
        "报送人不能审核自己的报告，请另一人办理",
        "Whoever submitted a report does not judge it: somebody else does",
    )
    # Figures for the tenant above
    NOT_ACCEPTED = Message(
        "报告审核通过后，其数字才能公布给上级", "Figures are released once their report is accepted"
    )
    ALREADY_RELEASED = Message(
        "该报告的数字已经公布给上级", "The figures of this report were released already"
    )
    ALREADY_RECEIVED = Message(
        "{child} 台账第 {position} 条公布的数字已经接收",
        "What {child} released at position {position} was received already",
    )
    NOT_RELEASED_FIGURES = Message(
        "第 {position} 条不是 {child} 公布数字的台账条目",
        "Entry {position} is none by which {child} released figures",
    )
    # Briefings
    BRIEFING_NOT_IN_CHARTER = Message("章程没有规定信息简报", "The charter asks for no briefings")
    ACTIVITY_NOT_HELD = Message(
        "活动尚未举办，没有可报送的简报", "The activity was not held yet: there is nothing to brief on"
    )
    NOT_IN_ROTATION = Message(
        "章程规定简报由轮值单位编报，{held_on} 轮值的是另一单位",
        "By the charter whoever has the chair files it, and on {held_on} that was another unit",
    )
    BRIEFING_FILED = Message("该活动的简报已报送", "The briefing of this activity is filed already")
    # Input
