"""Why a step of a tenant's life is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


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
