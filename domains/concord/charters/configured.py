"""租户配置: which charters, themes and lists a tenant has chosen; where it chose nothing, all of them."""

from concord.charters.building import SHIPPED, shipped
from concord.charters.charter import Charter, Theme
from concord.charters.resources import ResourceList
from concord.commanding import Circumstances, Message, Refusal, RefusalCode


class ConfiguredRefusal(RefusalCode):
    """租户配置不允许的拒绝原因: one rule each."""

    CHARTER_NOT_OFFERED = Message(
        "本租户不采用自带章程“{charter}”，可采用：{allowed}",
        "This tenant does not offer the shipped charter {charter}; it offers: {allowed}",
    )
    THEME_NOT_CONFIGURED = Message(
        "主题“{theme}”不在本租户的活动主题之内，可用：{allowed}",
        "This tenant does not work under the theme “{theme}”; it works under: {allowed}",
    )
    LIST_NOT_CONFIGURED = Message(
        "资源清单“{list}”不在本租户的资源清单之内，可用：{allowed}",
        "This tenant does not keep the resource list “{list}”; it keeps: {allowed}",
    )


def require_offered(charter: Charter, at: Circumstances) -> None:
    """Refuses a charter that ships with the product and that the tenant does not offer. One with changes of
    its own is none of those."""
    if not at.charters:
        return
    withheld = (code for code in SHIPPED if code not in at.charters)
    code = next((one for one in withheld if shipped(one) == charter), None)
    if code is not None:
        allowed = "、".join(at.charters)
        raise Refusal(ConfiguredRefusal.CHARTER_NOT_OFFERED, "charter", charter=code, allowed=allowed)


def require_theme(theme: Theme, at: Circumstances, field: str = "theme") -> None:
    """Refuses a theme of the charter that the tenant does not work under."""
    if at.themes and theme.name not in at.themes:
        allowed = "、".join(at.themes)
        raise Refusal(ConfiguredRefusal.THEME_NOT_CONFIGURED, field, theme=theme.name, allowed=allowed)


def require_list(named: ResourceList, at: Circumstances, field: str = "list_code") -> None:
    """Refuses a list of the charter that the tenant does not keep."""
    if at.resource_lists and named.name not in at.resource_lists:
        allowed = "、".join(at.resource_lists)
        raise Refusal(ConfiguredRefusal.LIST_NOT_CONFIGURED, field, list=named.name, allowed=allowed)
