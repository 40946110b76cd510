"""Why a change of who may come in is refused. Codes are a contract with clients."""

from concord.refusals import Message, RefusalCode


class AccessRefusal(RefusalCode):
    """访问管理的拒绝原因: one rule each."""

    ACCOUNT_UNKNOWN = Message("没有名为 {name} 的服务账号", "There is no service account {name}")
    NAME_TAKEN = Message(
        "名称 {name} 已用过；账号名称写入台账，不可重复使用",
        "The name {name} was given before: it stands in the ledger and is not given twice",
    )
    NAME_INVALID = Message(
        "名称须为 2 到 31 个小写字母、数字或连字符，以字母开头：county-board",
        "A name has 2 to 31 lowercase letters, digits or hyphens, a letter first: county-board",
    )
    ROLE_NOT_FOR_MACHINES = Message("服务账号不能担任“{role}”", "A service account cannot be a {role}")
    ORGANIZATION_REQUIRED = Message(
        "“{role}”代表一个单位办理，请指明单位", "A {role} acts for one organization: name it"
    )
    ACCOUNT_REVOKED = Message(
        "服务账号 {name} 已吊销，不能恢复，请另建账号",
        "The service account {name} is revoked for good: create another one",
    )
    TOO_MANY = Message(
        "一个租户最多 {most} 个有效服务账号，请先吊销不用的",
        "A tenant has at most {most} service accounts: revoke one that is not used",
    )
    SUBJECT_INVALID = Message(
        "主体应为台账条目中的操作者编号，或 service:<名称>",
        "A subject is an actor as entries name it: a UUID, or service:<name>",
    )
    TOKEN_INVALID = Message("令牌编号（jti）无效", "That is not the id (jti) of a token")
    NOT_YOURSELF = Message(
        "不能吊销或恢复自己的访问，请由另一位管理员办理",
        "Nobody revokes or restores himself: another administrator does it",
    )
    VERSION_CONFLICT = Message(
        "您看到的是第 {expected} 版，现在已是第 {actual} 版，请刷新后再试",
        "You saw version {expected}, it is now version {actual}: reload and try again",
    )
    COMMAND_REUSED = Message(
        "这个 commandId 已用于另一项内容不同的操作，请换一个新的",
        "This commandId was used for something else: use a new one",
    )
