"""What the rules of money refuse. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class FundRefusal(RefusalCode):
    """经费管理的拒绝原因: one rule each."""

    FUNDS_NOT_IN_CHARTER = Message(
        "章程没有规定经费管理（funds），请先修订章程",
        "The charter says nothing of money (funds): amend it first",
    )
    FUND_EXISTS = Message(
        "该联盟 {year} 年已有代码为“{purpose}”的经费", "The alliance has a fund {purpose} of {year} already"
    )
    CODE_INVALID = Message(
        "经费代码须以英文字母开头，由字母、数字、_ 或 - 组成，最多 32 个字符",
        "A code is a letter, then letters, digits, _ or -, 32 characters at most",
    )
    YEAR_INVALID = Message("经费年度须在 {least} 至 {most} 之间", "The year must be from {least} to {most}")
    AMOUNT_INVALID = Message(
        "金额须为正数，精确到分，最多 {most} 元", "An amount is positive, in whole fen, {most} yuan at most"
    )
    FUND_CLOSED = Message("该经费已结清，不能再办理", "The fund is closed: nothing more is done with it")
    OUTSIDE_YEAR = Message("{on} 不在该经费的年度 {year} 内", "{on} does not lie in the fund's year, {year}")
    CROWDFUNDING_NOT_ALLOWED = Message(
        "章程没有规定党建经费众筹", "The charter does not have members put money together"
    )
    CONTRIBUTOR_MISSING = Message(
        "众筹和党费须写明单位", "Crowdfunding and dues name the organization that they come from"
    )
    ITEM_NOT_IN_CHARTER = Message(
        "章程没有支出项目“{item}”，可选：{known}",
        "The charter has no item of spending {item}, but these: {known}",
    )
    BASIS_NOT_FOR_ITEM = Message(
        "“{item}”不能以此为依据，可以是：{bases}",
        "A payment for {item} does not rest on such a basis, but on: {bases}",
    )
    BASIS_UNNAMED = Message(
        "请写明依据：会议及其决议、补助或考核结果的编号",
        "Name the meeting with its resolution, the grant, or the results",
    )
    BASIS_NOT_OF_ALLIANCE = Message("这份依据不属于本联盟", "The basis is a record of another alliance")
    RESULT_NOT_FINAL = Message(
        "考核结果尚未核定，或公示、异议、评星尚未结束，不能作为依据",
        "The results are not final, or objections or stars are still open: nothing rests on them yet",
    )
    NOT_ASSESSED = Message("该单位不在这次考核之中", "The organization was not assessed there")
    INSUFFICIENT = Message(
        "可用余额为 {available} 元，不足 {amount} 元",
        "{available} yuan are available, not {amount}",
    )
    GRANT_UNKNOWN = Message("没有这笔补助", "There is no such grant in this fund")
    GRANT_OF_ANOTHER = Message(
        "这笔补助不是给该单位或该项目的", "The grant is for another organization or another item"
    )
    GRANT_EXCEEDED = Message(
        "这笔补助还可支付 {available} 元，不足 {amount} 元",
        "{available} yuan are left of the grant, {amount} are asked for",
    )
    ONCE_ONLY = Message("“{item}”每个单位只发一次", "An organization receives {item} once")
    DUES_NOT_IN_FULL = Message("党费须全额返还：应为 {due} 元", "Dues are returned in full: {due} yuan")
    REWARD_RULE_UNKNOWN = Message(
        "章程的经费管理没有奖励办法“{rule}”", "The charter's rules of money have no reward {rule}"
    )
    REWARD_FUND_MISSING = Message(
        "章程规定该奖励从代码为“{purpose}”的经费列支，{year} 年尚未设立这笔经费",
        "By the charter this reward comes out of the fund {purpose}, and there is none of {year}",
    )
    REWARD_OF_OTHER_SCHEME = Message(
        "该奖励办法只适用于考核办法“{scheme}”", "This reward is for results of the scheme {scheme} only"
    )
    REWARDS_PROPOSED = Message(
        "这次考核的奖励已按该办法提出", "The rewards of these results are proposed already"
    )
    NOTHING_TO_REWARD = Message(
        "按章程没有应奖励的单位，或可用余额（{available} 元）不足",
        "By the charter nobody is to be rewarded, or nothing is left for it: {available} yuan",
    )
    REWARD_UNKNOWN = Message("没有这项待批准的奖励", "No such reward waits for approval in this fund")
    PAYMENT_UNKNOWN = Message("没有这笔支付", "There is no such payment in this fund")
    ALREADY_REVERSED = Message("这笔支付已冲回", "The payment has been reversed already")
    REWARDS_WAIT = Message(
        "还有 {count} 项奖励待审批，请先批准或不予批准",
        "{count} rewards wait for a decision: approve or decline them first",
    )
    SUCCESSOR_NEEDED = Message(
        "余额 {balance} 元须结转：请写明结转到哪笔经费",
        "{balance} yuan are left: name a fund to carry them",
    )
    SUCCESSOR_UNFIT = Message(
        "只能结转到同一联盟、年度不早于本年度、未结清的另一笔经费",
        "A balance is carried to another open fund of the same alliance, of no earlier year",
    )
