"""Why a command to an alliance is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode

A_MEMBER = Message("成员单位", "a member")
"""Where the name of an organization is not at hand."""


class AllianceRefusal(RefusalCode):
    """What alliances refuse."""

    # The alliance itself
    ALLIANCE_EXISTS = Message(
        "联盟“{name}”已经存在，名称不能重复", "The alliance “{name}” exists: names are unique"
    )
    NAME_INVALID = Message(
        "名称应为 1 至 {limit} 个字，首尾不能有空格",
        "A name has 1 to {limit} characters and no space at its ends",
    )
    KIND_NOT_IN_CHARTER = Message(
        "章程只适用于这些类型的联盟：{kinds}", "The charter governs alliances of these kinds only: {kinds}"
    )
    ALLIANCE_DISSOLVED = Message(
        "联盟已于 {dissolved_on} 解散，不能再办理业务",
        "The alliance was dissolved on {dissolved_on}: nothing can be done in it any more",
    )
    BEFORE_FOUNDING = Message(
        "日期 {day} 早于联盟成立之日 {approved_on}",
        "{day} is before the alliance was founded on {approved_on}",
    )
    RESOLUTION_REQUIRED = Message(
        "须填写会议决议或文件的名称、文号", "The resolution or document that this rests on must be named"
    )
    # Proposal
    ALREADY_PROPOSED = Message(
        "联盟“{name}”已经提出，正待批准", "The alliance “{name}” is proposed already and waits for approval"
    )
    NOT_PROPOSED = Message("没有待批准的联盟申请", "No proposal of such an alliance waits for a decision")
    PROPOSERS_TOO_FEW = Message(
        "组建联盟须由至少 {least} 家单位联合提出",
        "An alliance is proposed by {least} units together at least",
    )
    PROPOSER_REPEATED = Message("同一单位只能列一次", "A unit is named once")
    NOT_A_PROPOSER = Message(
        "发起成员须与联合提出申请的单位一致", "The founding members are those who proposed the alliance"
    )
    # Programme
    PROGRAMME_EXISTS = Message(
        "实施意见“{name}”已经存在，名称不能重复", "The programme “{name}” exists: names are unique"
    )
    PROGRAMME_UNKNOWN = Message("没有这项实施意见", "No such programme")
    PROGRAMME_NOT_YET = Message("{day} 该实施意见尚未生效", "The programme is not in force on {day}")
    CHARTER_OR_PROGRAMME = Message(
        "请给出章程或实施意见，两者只能有一个；补充规定只用于实施意见",
        "Give a charter or a programme, and not both; overrides go with a programme",
    )
    FOLLOWS_PROGRAMME = Message(
        "该联盟适用实施意见，章程随之继承；请修改补充规定",
        "The alliance follows a programme and inherits its charter: change what it has otherwise",
    )
    FOLLOWS_NO_PROGRAMME = Message("该联盟不适用任何实施意见", "The alliance follows no programme")
    PROGRAMME_FULL = Message(
        "一项实施意见最多适用于 {limit} 个联盟", "A programme governs {limit} alliances at most"
    )
    EXCLUSIVENESS_FIXED = Message(
        "“一个单位只能加入一个联盟”不能随实施意见改变：各联盟的成员要逐家核对",
        "Whether a unit may belong to one alliance only cannot change with the programme: "
        "the members of each alliance would have to be looked at one by one",
    )
    AMENDMENT_INVALID = Message(
        "修订后“{name}”的章程有误：{zh}", "The amendment would make the charter of “{name}” wrong: {en}"
    )
    REFERENCE_LIST_INVALID = Message(
        "参考清单应有 1 至 {limit} 项，每项有标题，主题应为其中之一：{themes}",
        "A reference list has 1 to {limit} items, each with a title and one of these themes: {themes}",
    )
    # Groups, pairings, agreements
    GROUP_NOT_IN_CHARTER = Message(
        "章程没有设这种组织机构：{group}，可设：{known}",
        "The charter provides for no group “{group}”; there are: {known}",
    )
    GROUP_EXISTS = Message("“{name}”已经成立", "“{name}” is formed already")
    NOT_LEADER_OF_GROUP = Message(
        "您不是{name}的负责人，只能办理本组事务", "You do not lead {name}: a leader acts for its own group"
    )
    GROUP_UNKNOWN = Message("没有这个组织机构，或已撤销", "No such group, or it is dissolved")
    LEADERS_WRONG = Message(
        "章程规定{name}设负责人 {count} 名，填写了 {given} 名",
        "By the charter {name} has {count} leaders, not {given}",
    )
    DEPUTIES_WRONG = Message(
        "章程规定{name}{number}，填写了 {given} 名", "By the charter {name} has {number}, not {given}"
    )
    PERSON_REPEATED = Message("同一人只能列一次", "A person is named once")
    ALREADY_IN_GROUP = Message("已在该组织机构中", "It belongs to the group already")
    NOT_IN_GROUP = Message("不在该组织机构中", "It does not belong to the group")
    IN_ANOTHER_DIVISION = Message(
        "一个成员单位只能编入一个联组，该单位已在“{name}”",
        "A member belongs to one division only, and this one is in “{name}”",
    )
    PAIR_WITH_ITSELF = Message("不能与本单位结对", "An organization is not paired with itself")
    ALREADY_PAIRED = Message("两家单位已在“{scheme}”中结对", "The two are paired under “{scheme}” already")
    PAIRING_UNKNOWN = Message("没有这项结对，或已结束", "No such pairing, or it is over")
    AGREEMENT_SIGNED = Message(
        "该单位 {year} 年的“{title}”已签订", "Its “{title}” of {year} is signed already"
    )
    AGREEMENT_YEAR = Message(
        "协议年度应为签订之年或其前后一年，填写的是 {year}",
        "An agreement is for the year of signing, the one before or after, not {year}",
    )
    # From above
    DUE_BEFORE_RECEIVED = Message(
        "完成期限 {due_on} 早于收到之日 {received_on}",
        "It is due on {due_on}, before it was received on {received_on}",
    )
    # Charter
    CHARTER_INVALID = Message("章程有误：{zh}", "The charter is wrong: {en}")
    CHARTER_NOT_YET = Message("{day} 尚无生效的章程", "No charter is in force on {day}")
    CHARTER_BACKDATED = Message(
        "新章程的生效日期不得早于现行章程的生效日期 {effective_on}",
        "A charter takes effect no earlier than the one before it, {effective_on}",
    )
    TIER_UNKNOWN = Message(
        "章程没有“{tier}”这一层级，不能用于“{name}”，可选：{known}",
        "The charter has no tier “{tier}” for “{name}”, but these: {known}",
    )
    # Organizations
    ORGANIZATION_UNKNOWN = Message(
        "没有登记过所指的单位，请先登记", "No such organization: register it first"
    )
    ORGANIZATION_DEREGISTERED = Message(
        "“{name}”已注销，不能办理业务", "“{name}” is deregistered: it can act no more"
    )
    KIND_NOT_ADMITTED = Message(
        "章程规定的成员类别不包括“{name}”这类单位", "The charter admits no units of the kind of “{name}”"
    )
    PARTY_ORGANIZATION_REQUIRED = Message(
        "章程规定成员须已成立党组织，“{name}”尚未成立",
        "The charter admits only units with a party organization of their own, and “{name}” has none",
    )
    EXCLUSIVE_MEMBERSHIP = Message(
        "章程规定一个单位只能加入一个联盟，“{name}”已是“{alliance}”的成员",
        "The charter lets a unit belong to one alliance only, and “{name}” belongs to “{alliance}”",
    )
    # Membership
    ALREADY_MEMBER = Message(
        "“{name}”已是本联盟成员，不能重复加入", "“{name}” is a member of the alliance already"
    )
    NOT_A_MEMBER = Message("该单位不是本联盟成员", "The organization is no member of the alliance")
    APPLICATION_REQUIRED = Message(
        "章程规定入盟须先提出申请，由{authority}决定，不能直接加入",
        "The charter requires an application, decided by {authority}: nobody joins directly",
    )
    APPLICATION_PENDING = Message("该单位的入盟申请正在办理", "An application of the organization is pending")
    APPLICATION_UNKNOWN = Message("没有找到待办理的入盟申请", "No such pending application")
    CONSULTATION_REQUIRED = Message(
        "章程规定入盟须先与牵头单位协商", "The charter requires that the lead unit be consulted first"
    )
    ALREADY_CONSULTED = Message("牵头单位已就该申请提出意见", "The lead unit has given its opinion already")
    NO_LEAD_UNIT = Message("联盟没有牵头单位，无须协商", "The alliance has no lead unit to consult")
    NOT_LEAD_UNIT = Message("只有牵头单位可以提出协商意见", "Only the lead unit can give this opinion")
    TIER_FULL = Message(
        "章程规定{tier}最多 {limit} 家，将达到 {count} 家",
        "The charter allows at most {limit} members as {tier}: there would be {count}",
    )
    TIER_MINIMUM = Message(
        "章程规定{tier}至少 {limit} 家，将只有 {count} 家",
        "The charter requires at least {limit} members as {tier}: there would be {count}",
    )
    NOBODY_MOVES = Message("没有列出要调整层级的单位", "No organization is named whose tier changes")
    TIER_UNCHANGED = Message("该单位本来就在这一层级", "The organization is in that tier already")
    BEFORE_JOINING = Message(
        "日期 {day} 早于该单位加入之日 {joined_on}", "{day} is before the organization joined on {joined_on}"
    )
    HELD_CHAIR_SINCE = Message(
        "该单位自 {starts_on} 起担任{title}，退出日期不能更早",
        "The organization has been {title} since {starts_on}: it cannot have left before",
    )
    CHAIR_KEEPS_TIER = Message(
        "现任或下任{title}须留在可担任此职的层级，请先登记空缺或轮值",
        "Who is or will be {title} stays in a tier that may hold it: vacate or rotate first",
    )
    # Its end
    TICKETS_OPEN = Message(
        "章程规定诉求全部办结后方可解散，还有 {count} 件未办结",
        "By the charter an alliance ends when its tickets are closed, and {count} are open",
    )
    MONEY_LEFT = Message(
        "章程规定经费结清后方可解散，还有 {amount} 元",
        "By the charter an alliance ends when its money is spent, and {amount} yuan are left",
    )
    # What a meeting decides
    MEETING_DECIDES = Message(
        "章程规定{what}由会议决定，须指明会议和所通过的决议",
        "By the charter a meeting decides on {what}: name the meeting and the resolution that it passed",
    )
    RESOLUTION_BEFORE_JOINING = Message(
        "决议于 {passed_on} 通过，早于该单位入盟（{joined_on}），不能作为除名的依据",
        "The resolution was passed on {passed_on}, before the organization joined on {joined_on}: "
        "it removes nobody",
    )
    RESOLUTION_USED = Message(
        "这项决议已经办理，不能再次作为依据",
        "The resolution has been carried out: it is no basis a second time",
    )
    # Chair
    NO_CHAIR = Message("章程没有设轮值的会长单位", "The charter provides for no rotating chair")
    CHAIR_NOT_MEMBER = Message(
        "{title}须是任期开始之日的联盟成员", "The {title} must be a member on the first day of the term"
    )
    CHAIR_NOT_ELIGIBLE = Message(
        "章程规定{title}只在{tiers}中产生",
        "By the charter only these tiers hold the office of {title}: {tiers}",
    )
    CHAIR_UNCHANGED = Message(
        "章程规定{title}轮流担任，不能由同一单位连任",
        "The {title} rotates: the same unit cannot follow itself",
    )
    NOT_NEXT_IN_ORDER = Message(
        "按固定次序应轮到{due}；另定他人须有会议决议",
        "By the fixed order it is the turn of {due}: to choose another needs a resolution",
    )
    TERM_OVERLAPS = Message(
        "任期与上一任期重叠：上一任期至 {ends_on}，提前轮值须有会议决议，且须晚于其开始之日",
        "The term overlaps the one before it, which lasts until {ends_on}: "
        "rotating earlier needs a resolution and a day after that term began",
    )
    TERM_GAP = Message(
        "任期之间有空档：上一任期至 {ends_on}，应从次日开始，或先登记空缺",
        "The terms leave a gap: the one before ended on {ends_on}; "
        "begin on the next day or record a vacancy first",
    )
    TERM_ENDS_BEFORE_START = Message("任期的结束日期早于开始日期", "The term ends before it begins")
    TERM_TOO_LONG = Message(
        "章程规定每任最长至 {latest}", "By the charter a term that begins then lasts until {latest} at most"
    )
    TERM_TOO_FAR_AHEAD = Message(
        "任期开始日期最晚为 {latest}", "A term can be set to begin on {latest} at the latest"
    )
    NEXT_TERM_SET = Message(
        "下一任期已确定，自 {starts_on} 开始", "The next term is settled already and begins on {starts_on}"
    )
    CHAIR_VACANT = Message("会长单位已经空缺", "The chair is vacant already")
    NOT_IN_TERM = Message(
        "空缺日期须在任期内或紧接其后：{starts_on} 至 {latest}",
        "A vacancy begins within the term or right after it: from {starts_on} to {latest}",
    )
    ROTATION_NOT_DUE = Message(
        "没有已届满而无人接任的{title}任期，不需要轮值",
        "No term of the {title} is over without another to follow it: nobody need take turns",
    )
    ROTATION_CALLED = Message(
        "任期于 {ended_on} 届满后已提请轮值",
        "A rotation after the term that ended on {ended_on} is called for already",
    )
    NO_PREDECESSOR = Message("没有上一任可以交接", "There is no predecessor to hand over")
    HANDOVER_RECORDED = Message("这一任的交接已经登记", "The handover to this term is recorded already")
    # Breaches
    BREACH_UNKNOWN = Message("没有这项尚待纠正的名额不符", "No such open breach")
    BREACH_STANDS = Message(
        "名额仍不符：{tier}现有 {count} 家，限额 {limit} 家",
        "The breach stands: {count} members as {tier}, the limit being {limit}",
    )
