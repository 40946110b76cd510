"""Why a command to an organization is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class OrganizationRefusal(RefusalCode):
    """What organizations refuse."""

    CREDIT_CODE_MALFORMED = Message(
        "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），第 3 至 8 位为数字（GB 32100）",
        "A unified social credit code has 18 digits or capital letters (no I, O, S, V, Z), "
        "the third to the eighth being digits (GB 32100)",
    )
    CREDIT_CODE_CHECK_FAILED = Message(
        "统一社会信用代码校验不通过：前 17 位对应的校验码应为“{expected}”，填写的是“{given}”（GB 32100）",
        "The credit code fails its check: it should end in “{expected}”, not “{given}” (GB 32100)",
    )
    ALREADY_REGISTERED = Message(
        "统一社会信用代码 {credit_code} 已登记：一个单位只登记一次",
        "Credit code {credit_code} is registered: an organization is registered once",
    )
    NAME_INVALID = Message(
        "名称应为 1 至 {limit} 个字，首尾不能有空格",
        "A name has 1 to {limit} characters and no space at its ends",
    )
    TEXT_TOO_LONG = Message("最多 {limit} 个字", "At most {limit} characters")
    COUNT_NEGATIVE = Message("数量不能为负数", "A count cannot be negative")
    ORGANIZATION_DEREGISTERED = Message(
        "该单位已注销，不能再办理业务", "The organization is deregistered: it can act no more"
    )
    SUPERVISOR_INVALID = Message(
        "主管单位须为另一家已登记且未注销的单位，条、块至少明确一个",
        "A supervising body is another organization, registered and not deregistered; name one at least",
    )
    ALREADY_APPOINTED = Message("该人员已在此担任这一职务", "The person is appointed in that role already")
    APPOINTMENT_UNKNOWN = Message("没有这项聘任，或已结束", "No such appointment, or it has ended")
    APPOINTMENT_ENDS_EARLY = Message("聘任的结束日期早于开始日期", "The appointment ends before it begins")
    GROUP_UNKNOWN = Message(
        "没有这个联盟的这个组织机构，或已撤销", "The alliance has no such group, or it is dissolved"
    )
    ALREADY_ENROLLED = Message("该流动党员已在本单位纳管", "The floating member is enrolled here already")
    NOT_ENROLLED = Message("该流动党员未在本单位纳管", "The floating member is not enrolled here")
    HOME_INVALID = Message(
        "须填写隶属的党组织，最多 {limit} 个字", "The home organization must be named, in {limit} characters"
    )
    PLEDGE_UNKNOWN = Message("没有这项承诺，或已兑现", "No such pledge, or it is fulfilled")
    PLEDGE_DUE_EARLY = Message("兑现期限早于承诺之日", "The pledge is due before it is made")
    SUCCESSOR_INVALID = Message(
        "承接单位须为另一家已登记且未注销的单位",
        "The successor must be another organization, registered and not deregistered",
    )
