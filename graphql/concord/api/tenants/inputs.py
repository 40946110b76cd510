"""What a tenant may be given."""

import strawberry

from concord.api.fields import given
from concord.api.mutating import CommandInput
from concord.api.tenants.types import Retention


@strawberry.input(description="配置租户: what is left out stays as it is")
class TenantConfigureInput(CommandInput):
    """Lists are given whole."""

    charters: list[str] | None = given("可选章程: shipped charters to offer; empty means all", default=None)
    language: str | None = given("语言: `zh` or `en`", default=None)
    resource_lists: list[str] | None = given("资源清单: names of lists, at most 50", default=None)
    retention: Retention | None = given("保管期限: of closed periods", default=None)  # type: ignore[valid-type]
    themes: list[str] | None = given("主题: names of themes, at most 50", default=None)
    time_zone: str | None = given("时区: Asia/Shanghai, China's one legal time", default=None)
