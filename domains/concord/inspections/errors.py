"""What the rules of inspections refuse. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode
from concord.inspections.status import FindingStatus, InspectionStatus


class InspectionRefusal(RefusalCode):
    """检查整改的拒绝原因: one rule each."""

    INSPECTIONS_NOT_IN_CHARTER = Message(
        "章程没有规定检查整改（inspections），请先修订章程",
        "The charter says nothing of inspections: amend it first",
    )
    KIND_NOT_IN_CHARTER = Message("章程没有规定这一类检查", "The charter has no inspections of this kind")
    INSPECTOR_NEEDED = Message(
        "互查须写明由哪个成员单位检查", "A mutual inspection names the member that inspects"
    )
    INSPECTS_ITSELF = Message("不能检查本单位", "An organization does not inspect itself")
    NOT_THE_INSPECTOR = Message(
        "只有检查单位可以登记检查和问题", "Only the organization that inspects records what it did and found"
    )
    NOT_INVOLVED = Message(
        "联络员只能为本单位检查或被检查的事项上传佐证",
        "An officer attaches evidence to inspections by or of the officer's own organization",
    )
    NOT_THE_INSPECTED = Message(
        "只有被检查单位可以报整改", "Only the inspected organization says that it has put it right"
    )
    WRONG_STATUS = Message(
        "这次检查目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The inspection is {status}; this step needs it to be {allowed}",
    )
    TOO_EARLY = Message(
        "检查计划在 {planned_on}，{on} 尚未进行",
        "It is planned for {planned_on}, not for {on}",
    )
    DEADLINE_OUT_OF_RANGE = Message(
        "整改期限 {until} 须在 {today} 至 {latest} 之间",
        "The deadline {until} must lie between {today} and {latest}",
    )
    TOO_MANY_FINDINGS = Message("一次检查最多登记 {most} 个问题", "An inspection has {most} findings at most")
    FINDING_UNKNOWN = Message("没有这个问题", "There is no such finding in this inspection")
    FINDING_WRONG_STATUS = Message(
        "这个问题目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The finding is {status}; this step needs it to be {allowed}",
    )
    VERIFIER_IS_RECTIFIER = Message(
        "整改须由他人核验：报整改的单位和个人不能自己核验",
        "Somebody else verifies: neither the organization nor the person that put it right",
    )


STATUS_IN_CHINESE = {
    InspectionStatus.PLANNED: "待检查",
    InspectionStatus.CARRIED_OUT: "已检查",
    InspectionStatus.CANCELLED: "已取消",
}
FINDING_IN_CHINESE = {
    FindingStatus.OPEN: "待整改",
    FindingStatus.RECTIFIED: "已整改、待核验",
    FindingStatus.VERIFIED: "已核验",
}
