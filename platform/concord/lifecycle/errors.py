"""Why a step of a tenant's life is refused. Codes are a contract with clients."""

from concord.refusals import CommandRefusal, Message, RefusalCode


class HandOverRefusal(RefusalCode):
    """移交的拒绝原因: one rule each."""

    NOT_OFFERED = Message(
        "{year} 年度尚未提出移交，请由运维人员执行 concord ledger hand-over",
        "The year {year} has not been offered: an operator runs concord ledger hand-over first",
    )
    DIGEST_DIFFERS = Message(
        "哈希与提出移交的文件不符，请核对收到的文件",
        "The digest is not that of the file that was offered: check what was received",
    )
    HANDED_OVER_ALREADY = Message("{year} 年度已移交", "The year {year} was handed over already")
    SECOND_PERSON_REQUIRED = Message(
        "移交与接收须由两人分别办理", "Who offered a year does not receive it: another person does"
    )
    OCCURRED_IN_FUTURE = CommandRefusal.OCCURRED_IN_FUTURE.message
    BEFORE_THE_OFFER = Message(
        "接收日期 {occurred_on} 早于提出移交的日期 {offered_on}",
        "It was offered on {offered_on}: it cannot have been received on {occurred_on}",
    )
    ARCHIVE_INVALID = Message(
        "接收单位名称为 1 到 {longest} 个字", "The archive's name has 1 to {longest} characters"
    )
    COMMAND_REUSED = Message(
        "这个 commandId 已用于另一项内容不同的操作，请换一个新的",
        "This commandId was used for something else: use a new one",
    )
    CHANGED_MEANWHILE = Message(
        "{year} 年度的移交刚被他人办理，请重新查看",
        "Somebody else dealt with the year {year} in this moment: look again",
    )


class LifecycleRefusal(RefusalCode):
    """租户生命周期的拒绝原因: one rule each."""

    CLOSED_FOR_EVER = Message(
        "租户 {tenant} 已注销，台账永久只读，代码不再启用",
        "Tenant {tenant} is closed: its ledger is read-only for ever and its code is not used again",
    )
    SUCCESSOR_UNKNOWN = Message("没有代码为 {successor} 的租户", "There is no tenant {successor}")
    SUCCESSOR_IS_ITSELF = Message("承接租户不能是其自身", "A tenant is succeeded by another one than itself")
    SUCCESSOR_CLOSED = Message(
        "租户 {successor} 已注销，不能承接", "Tenant {successor} is closed: it can succeed nobody"
    )
    CHANGED_MEANWHILE = Message(
        "租户 {tenant} 的状态刚被他人改变，请重新查看后再试",
        "Somebody else changed tenant {tenant} in this moment: look again, then try again",
    )
