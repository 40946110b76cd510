"""A tenant as the API shows it."""

from datetime import datetime
from typing import Any

from concord.api.context import OperationContext
from concord.api.fields import derived, field, row_type
from concord.api.made import told
from concord.lifecycle import Retention as RetentionCode
from concord.lifecycle import configuration_of
from concord.lifecycle.configuring import Configured
from concord.tenancy import SuspensionReason, TenantState
from concord.tenancy import Tenant as KnownTenant

State = told(
    TenantState,
    "租户状态: what may be done in it at all",
    ACTIVE="正常: everything its rules allow",
    SUSPENDED="已停用: nothing is written, administrators and auditors read",
    CLOSED="已注销: read-only for ever",
)
Reason = told(
    SuspensionReason,
    "停用原因: why a tenant is suspended",
    REQUESTED="应租户申请: the tenant asked for it",
    CONTRACT="协议到期: the agreement has ended",
    SECURITY="安全处置: an incident is being dealt with",
    MAINTENANCE="迁移维护: it is being moved or repaired",
    LEGAL="依法停用: an authority ordered it",
)
Retention = told(
    RetentionCode,
    "保管期限: how long closed periods are kept",
    PERMANENT="永久: for ever",
    YEARS_30="三十年: thirty years",
    YEARS_10="十年: ten years",
)


def _member(description: str, read: str) -> Any:
    def resolve(source: Configured, _: OperationContext) -> Any:
        value = getattr(source.configuration, read)
        return list(value) if isinstance(value, tuple) else value

    return derived(description, resolve)


@row_type(Configured, "租户配置: what a tenant has chosen for itself")
class TenantConfiguration:
    """Each change is an entry of its ledger."""

    charters: list[str] = _member("可选章程: shipped charters that are offered; empty means all", "charters")
    language: str = _member("语言: of answers to those who ask for neither, `zh` or `en`", "language")
    resource_lists: list[str] = _member("资源清单: names of the lists it keeps", "resource_lists")
    retention: Retention = _member("保管期限: of closed periods", "retention")  # type: ignore[valid-type]
    themes: list[str] = _member("主题: names of the themes it works under", "themes")
    time_zone: str = _member("时区: by which days are reckoned; Asia/Shanghai", "time_zone")
    version: int = field("版本: how often it was changed; give it to `expectedVersion`")


async def _configuration(tenant: KnownTenant, context: OperationContext) -> Configured:
    return await configuration_of(context.services.pool, tenant.id)


@row_type(KnownTenant, "租户: a district, town or street that runs alliances and owns one ledger")
class Tenant:
    """Of the viewer; there is no way to name another."""

    code: str = field("租户代码: permanent")
    name: str = field("名称: of the place")
    division_code: str = field("行政区划代码: GB/T 2260; empty if none")
    simulated: bool = field("演示租户: brings its own time; nothing in it is real")
    state: State = field("租户状态: what may be done in it at all")  # type: ignore[valid-type]
    suspended_for: Reason | None = derived(  # type: ignore[valid-type]
        "停用原因: null unless it is suspended",
        lambda tenant, _: SuspensionReason(tenant.reason) if tenant.reason else None,
    )
    successor: str | None = derived(
        "承接租户: code of the one that goes on with a closed one's work",
        lambda tenant, _: tenant.successor or None,
    )
    since: datetime | None = field("自何时: it has been in this state; null: always")
    configuration: TenantConfiguration = derived("租户配置: what it has chosen for itself", _configuration)
