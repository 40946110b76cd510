"""What the rules of projects and benefits refuse. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode
from concord.projects.events import ProjectStatus


class ProjectRefusal(RefusalCode):
    """重点项目的拒绝原因: one rule each."""

    WRONG_PROJECT_STATUS = Message(
        "这个项目目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The project is {status}; this step needs it to be {allowed}",
    )
    PROJECT_YEAR_NOT_PLAUSIBLE = Message(
        "{year} 年不是今年或明年", "{year} is neither this year nor the next"
    )
    QUOTA_FULL = Message(
        "按章程，联盟每年最多 {most} 个重点项目，{year} 年已选定 {taken} 个",
        "By the charter an alliance takes on {most} projects a year: {taken} of {year} are selected",
    )
    RESOLUTION_OF_ANOTHER_YEAR = Message(
        "{passed_on} 的决议不能选定 {year} 年的项目",
        "A resolution of {passed_on} does not select a project of {year}",
    )
    CLAIMED_TWICE = Message("该单位已领办这个项目", "The organization has claimed the project already")
    DUE_IN_PAST = Message("完成期限 {due_on} 已过", "{due_on} has passed already")
    NOT_THE_CLAIMANT = Message(
        "只有领办单位可以登记项目进展", "Only an organization that claimed the project reports on it"
    )
    TOO_MANY_MILESTONES = Message("一个项目最多 {most} 个节点", "A project takes {most} milestones at most")


class BenefitRefusal(RefusalCode):
    """成效登记的拒绝原因: one rule each."""

    AMOUNT_NEEDED = Message(
        "这类成效以元计，应填金额，不填数量", "This kind is counted in yuan: state an amount, no number"
    )
    COUNT_NEEDED = Message(
        "这类成效以人或件计，应填数量，不填金额", "This kind is counted: state a number, no amount"
    )
    AMOUNT_NOT_EXACT = Message(
        "金额应大于 0，最多两位小数，不超过 {most}",
        "An amount is above 0, has two decimals at most and is not above {most}",
    )
    COUNT_OUT_OF_RANGE = Message("数量应在 1 至 {most} 之间", "A number is between 1 and {most}")
    BASIS_MISSING = Message("应写明所依据的台账序号", "Name the ledger positions that it rests on")
    BASIS_NOT_IN_LEDGER = Message(
        "台账目前到第 {head} 条，没有第 {position} 条",
        "The ledger ends at {head}: there is no entry {position}",
    )
    PROJECT_OF_ANOTHER_ALLIANCE = Message("这个项目属于另一个联盟", "The project is another alliance's")


STATUS_IN_CHINESE = {
    ProjectStatus.PROPOSED: "已提出",
    ProjectStatus.SELECTED: "已选定",
    ProjectStatus.CLAIMED: "已领办",
    ProjectStatus.COMPLETED: "已完成",
    ProjectStatus.DROPPED: "已终止",
}
