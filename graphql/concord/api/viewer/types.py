"""The viewer and the tenant, as a token gives them."""

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID, uuid5

import strawberry

from concord.api.context import OperationContext
from concord.api.fields import derived, field, resolved, row_type
from concord.api.made import told
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.tenants.types import Tenant
from concord.api.todo.queries import todo
from concord.api.todo.types import Todo
from concord.identity import Role as RoleCode
from concord.identity import Standing as KnownStanding
from concord.identity import Viewer as Known

if TYPE_CHECKING:
    from concord.api.organizations.types import Organization

Role = told(
    RoleCode,
    "角色: what somebody is in a tenant",
    ADMINISTRATOR="租户管理员: of the tenant",
    COMMITTEE="党（工）委干部: of the committee above",
    SECRETARY="联盟秘书: of an alliance",
    OFFICER="成员单位联络员: acts for one organization",
    HANDLER="部门经办人: answers tickets for one department",
    LEADER="联组长: of a group",
    ASSESSOR="考核员: scores",
    AUDITOR="审计员: reads only",
    SUBSCRIBER="订阅方: follows the ledger",
    OPERATOR="平台运维: sees no tenant's content",
)


def _subject(viewer: Known, _: OperationContext) -> UUID:
    if viewer.is_machine:
        return uuid5(viewer.tenant.id, viewer.subject)
    return UUID(viewer.subject)


@row_type(KnownStanding, "任职: one role, for one organization or for none")
class ViewerStanding:
    """Chosen by the headers `Concord-Role` and `Concord-Organization`; the first if there is no choice."""

    role: Role = field("角色: what it may do")  # type: ignore[valid-type]
    organization: Annotated["Organization", strawberry.lazy("concord.api.organizations.types")] | None = (
        derived("单位: for which it acts, if for one", lambda s, context: _organization(s, context))
    )


async def _organization(viewer: Known | KnownStanding, context: OperationContext) -> Any:
    return None if viewer.organization is None else await context.load(ORGANIZATION, viewer.organization)


@row_type(Known, "当前用户: who asks, as the token says")
class Viewer:
    """A person or machine, by a random id."""

    subject: UUID = derived("主体编号: random; of a machine, made of its name", _subject)
    actor: str = field("操作者: as entries name it; `service:<name>` of a machine", source="subject")
    role: Role = field("角色: what it may do")  # type: ignore[valid-type]
    tenant: Tenant = field("租户: whose ledger this is")
    organization: Annotated["Organization", strawberry.lazy("concord.api.organizations.types")] | None = (
        derived("单位: for which it acts, if for one", _organization)
    )
    standings: list[ViewerStanding] = field("任职: all that the token gives; the request acts in one of them")
    todo: list[Todo] = resolved(
        todo, "待办: everything that waits for the viewer, the earliest deadline first", list[Todo]
    )
