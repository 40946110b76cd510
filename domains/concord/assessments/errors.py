"""What the rules of assessment refuse. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class AssessmentRefusal(RefusalCode):
    """考核的拒绝原因: one rule each."""

    # Scheme
    CODE_INVALID = Message(
        "代码“{given}”只能用小写字母、数字和连字符，以字母开头，最多 {most} 个",
        "The code “{given}” takes lowercase letters, digits and hyphens, a letter first, at most {most}",
    )
    INDICATORS_INVALID = Message(
        "考核办法应有 1 至 {most} 项指标，其中至少一项得分项",
        "A scheme has 1 to {most} indicators, one of them a SCORE",
    )
    INDICATOR_REPEATED = Message("指标代码“{indicator}”重复", "The indicator code {indicator} occurs twice")
    RANGE_INVALID = Message(
        "指标“{indicator}”的分值范围应为 0 至 {most} 之间，下限小于上限，最多两位小数",
        "{indicator} ranges between 0 and {most}, minimum below maximum, with at most 2 decimals",
    )
    WEIGHT_INVALID = Message(
        "指标“{indicator}”的权重应大于 0、不超过 {most}，最多四位小数",
        "The weight of {indicator} is above 0 and at most {most}, with at most 4 decimals",
    )
    CAP_INVALID = Message(
        "指标“{indicator}”：一票否决项只规定封顶分（不计分、不设权重），其他项不设封顶分",
        "{indicator}: a veto has a cap and neither score nor weight, and nothing else has a cap",
    )
    STARS_INVALID = Message(
        "星级标准应按星数和最低分逐级递增，最多 {most} 星",
        "Star thresholds rise in stars and in points, up to {most} stars",
    )
    STARS_OUT_OF_REACH = Message(
        "星级标准 {minimum} 分无法达到：各得分项、加分项按权重（系数）计，满分合计 {reachable} 分",
        "Nobody reaches {minimum} points for stars: with weight as a factor, "
        "all scores and bonuses come to {reachable} at most",
    )
    CAP_OUT_OF_REACH = Message(
        "指标“{indicator}”的封顶分 {cap} 不起作用：各得分项、加分项按权重（系数）计，满分合计 {reachable} 分",
        "{indicator} caps nothing at {cap}: with weight as a factor, "
        "all scores and bonuses come to {reachable} at most",
    )
    WEIGHTS_OUT_OF_SCALE = Message(
        "权重是系数，不是百分比：按现在的权重，得分项满分合计 {reachable} 分，"
        "而最高星级只需 {minimum} 分，不到满分的十分之一",
        "A weight is a factor, not a percentage: as they are, the scores come to {reachable} at most, "
        "and the most stars take {minimum}, less than a tenth of it",
    )
    SOURCE_INVALID = Message(
        "指标“{indicator}”：台账计算项应规定统计项和满分值（大于 0，比率不超过 1），"
        "比率还应规定无可统计时的得分；其他项不规定；一票否决项只能人工认定",
        "{indicator}: one computed from the ledger has a measure and a value for full points (above 0, at "
        "most 1 for a rate), a rate also a score where there is nothing to count; others have none; "
        "a veto is by hand",
    )
    EDITION_NOT_LATER = Message(
        "新版办法的施行日期须晚于上一版的 {effective_from}",
        "An edition takes effect later than the one before, {effective_from}",
    )
    # Period
    PERIOD_INVALID = Message(
        "考核期应写作 2024、2024-H1、2024-Q2 或 2024-04",
        "A period is written 2024, 2024-H1, 2024-Q2 or 2024-04",
    )
    PERIOD_NOT_BEGUN = Message(
        "考核期自 {starts_on} 开始，尚未到", "The period begins on {starts_on}: it is not yet due"
    )
    PERIOD_ALREADY_OPENED = Message("该考核期的考核已经启动", "The assessment of this period is open already")
    NO_SCHEME_IN_FORCE = Message(
        "该考核办法在 {on} 尚未施行", "No edition of the scheme was in force on {on}"
    )
    ORGANIZATIONS_INVALID = Message(
        "考核对象应为 1 至 {most} 个单位，不能重复",
        "Between 1 and {most} different organizations are assessed",
    )
    NOT_A_MEMBER = Message(
        "有单位在考核期内不是联盟成员，不能列为考核对象", "Only who was a member in the period is assessed"
    )
    # Scores
    NOT_ASSESSED = Message("该单位不是本次考核的对象", "The organization is not assessed here")
    INDICATOR_UNKNOWN = Message(
        "本期考核办法没有指标“{indicator}”", "The period's scheme has no indicator {indicator}"
    )
    INDICATOR_IS_VETO = Message(
        "“{indicator}”是一票否决项，不计分，请用一票否决", "{indicator} is a veto: it is applied, not scored"
    )
    INDICATOR_IS_NOT_VETO = Message("“{indicator}”不是一票否决项", "{indicator} is no veto")
    SCORE_OUT_OF_RANGE = Message(
        "“{indicator}”的得分应在 {minimum} 至 {maximum} 之间",
        "The score of {indicator} lies between {minimum} and {maximum}",
    )
    SCORE_NOT_EXACT = Message("得分最多两位小数", "A score has at most 2 decimals")
    INDICATOR_IS_COMPUTED = Message(
        "“{indicator}”按台账计算，不能人工评分或更正",
        "{indicator} is computed from the ledger, not scored by hand",
    )
    INDICATOR_IS_NOT_COMPUTED = Message(
        "“{indicator}”不是台账计算项", "{indicator} is not computed from the ledger"
    )
    NOTHING_NEW_TO_COMPUTE = Message(
        "按台账重新计算，各单位得分不变", "Computed anew, every score is the one that stands"
    )
    INDICATOR_IS_NOT_SELF_REPORTED = Message("“{indicator}”不是自评项", "{indicator} takes no self-reports")
    REPORT_OF_OTHERS = Message(
        "自评由本单位填报，不能代其他单位填报", "An organization reports on itself only"
    )
    REPORT_WITHOUT_EVIDENCE = Message(
        "自评须附佐证，请至少写明一条台账序号",
        "A self-report rests on the ledger: name at least one position",
    )
    REPORT_MISSING = Message(
        "该单位未填报“{indicator}”自评，只能评最低分 {minimum}",
        "The organization filed no self-report on {indicator}: it gets the minimum, {minimum}",
    )
    REVIEWED_BY_AUTHOR = Message(
        "自评须由填报人和本单位以外的人审核",
        "A self-report is reviewed by somebody of another organization than its author's",
    )
    ALREADY_SCORED = Message(
        "“{indicator}”已评分，改分请用更正并说明理由",
        "{indicator} is scored: to change it, correct it and say why",
    )
    NOT_SCORED = Message(
        "“{indicator}”尚未评分，无可更正", "{indicator} is not scored: there is nothing to correct"
    )
    CORRECTION_CHANGES_NOTHING = Message("新得分与原得分相同", "The new score is the one that stands")
    VETO_ALREADY_APPLIED = Message(
        "该单位已被此项一票否决", "The veto is applied to the organization already"
    )
    EVIDENCE_INVALID = Message(
        "依据应为台账序号，不能重复，最多 {most} 个",
        "Evidence is named by different ledger positions, at most {most}",
    )
    EVIDENCE_NOT_RECORDED = Message(
        "台账共 {head} 条，没有第 {position} 条，不能作为依据",
        "The ledger ends at {head}: position {position} is no evidence yet",
    )
    # Results
    PERIOD_NOT_OVER = Message(
        "考核期至 {ends_on} 结束，期满后才能核定结果",
        "The period lasts until {ends_on}: its results become final after that day",
    )
    SCORES_MISSING = Message(
        "还有 {missing} 项必评指标未评分，不能核定结果",
        "{missing} required scores are missing: the results cannot be final",
    )
    ALREADY_FINALIZED = Message(
        "考核结果已核定，只能通过异议程序更改", "The results are final: they change only through an objection"
    )
    # Publication and objections
    PUBLICATION_INVALID = Message("公示期应为 1 至 {most} 天", "Results are open for 1 to {most} days")
    PUBLICATION_NOT_DUE = Message(
        "本期考核办法没有规定公示，结果核定即生效",
        "The period's scheme has no publication: results are final at once",
    )
    NOT_FINALIZED = Message("考核结果尚未核定", "The results are not final yet")
    ALREADY_PUBLISHED = Message("考核结果已公示", "The results are published already")
    NOT_PUBLISHED = Message(
        "考核结果尚未公示，不能提出异议或评星",
        "The results are not published: there is nothing to dispute yet",
    )
    OBJECTION_TOO_LATE = Message("异议期至 {until}，已经结束", "Objections were taken until {until}")
    OBJECTION_OF_OTHERS = Message(
        "异议由本单位提出，不能代其他单位提出", "An organization objects to its own results, not to another's"
    )
    NOTHING_TO_OBJECT_TO = Message(
        "该单位没有“{indicator}”的得分或否决，无可异议",
        "The organization has neither score nor veto by {indicator}",
    )
    OBJECTION_PENDING = Message(
        "该单位对“{indicator}”的异议正在处理", "An objection of the organization to {indicator} is pending"
    )
    TOO_MANY_OBJECTIONS = Message(
        "一次考核最多受理 {most} 项异议", "An assessment takes at most {most} objections"
    )
    OBJECTION_UNKNOWN = Message("没有第 {objection} 项异议", "There is no objection {objection}")
    OBJECTION_DECIDED_ALREADY = Message(
        "第 {objection} 项异议已经处理", "Objection {objection} is decided already"
    )
    DECIDED_BY_OBJECTOR = Message(
        "异议不能由提出人或提出单位处理，请另一人处理",
        "Whoever raised an objection, or acts for who did, does not decide it: somebody else does",
    )
    SCORE_REQUIRED = Message("异议成立须给出新的得分", "An objection that is upheld gets a new score")
    SCORE_NOT_WANTED = Message(
        "异议不成立或撤销一票否决时不给新的得分",
        "There is no new score where an objection is dismissed or a veto lifted",
    )
    OBJECTIONS_OPEN = Message(
        "还有 {open} 项异议未处理，结果还可能更改",
        "{open} objections are undecided: the results may still change",
    )
    PUBLICATION_NOT_OVER = Message(
        "公示至 {until} 结束，期满后结果才不再更改",
        "Results are open until {until}: they are settled after that day",
    )
    STARS_ALREADY_AWARDED = Message("星级已经授予", "Stars are awarded already")
    NO_STARS_IN_SCHEME = Message("本期考核办法没有创星标准", "The period's scheme gives no stars")
    # Honours
    HONOUR_SUBJECT_INVALID = Message(
        "荣誉对象与类别不符：个人须写明人员，案例须写明案例名称，单位两者都不写",
        "PERSON names a person, CASE a case, ORGANIZATION neither",
    )
    HONOUR_WITHOUT_EVIDENCE = Message(
        "评先评优以台账为依据，请至少写明一条台账序号",
        "A distinction rests on the ledger: name at least one position",
    )
    ALREADY_NOMINATED = Message("该对象本期已被提名同一荣誉", "It is nominated for this distinction already")
    HONOUR_PERIOD_DIFFERS = Message(
        "所依据的考核是 {period} 的，与提名的考核期不同",
        "The assessment is of {period}, another period than the nomination's",
    )
    HONOUR_OF_OTHER_ALLIANCE = Message("所依据的考核不是该联盟的", "The assessment is of another alliance")
    HONOUR_VETOED = Message(
        "该单位本期被一票否决，不能评先评优",
        "The organization was vetoed in this period: it gets no distinction",
    )
    ALREADY_GRANTED = Message("该荣誉已经授予或推广", "It is granted or promoted already")
    GRANTED_BY_NOMINATOR = Message(
        "提名人不能自己授予，请另一人办理", "Whoever nominated does not grant: somebody else does"
    )
    HONOUR_IS_CASE = Message("典型案例是推广，不是授予", "A case is promoted, not granted")
    HONOUR_IS_NOT_CASE = Message("只有典型案例可以推广", "Only a case is promoted")
    # Input
