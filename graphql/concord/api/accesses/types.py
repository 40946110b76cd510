"""Looks at personal values as the API shows them."""

from datetime import datetime
from uuid import UUID

from concord.api.accesses.records import AccessRow
from concord.api.fields import field, reference, row_type
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.viewer.types import Role


@row_type(AccessRow, "查看记录: what one operation was about to show of whom; written before it was shown")
class AccessRecord:
    """Kept for three years."""

    at: datetime = field("查看时间: by the server's clock")
    actor: str = field("查看人: a random id, or `system:operator`")
    role: Role = field("角色: in which")  # type: ignore[valid-type]
    organization: Organization | None = reference("单位: for which it acted", ORGANIZATION, "organization")
    operation: str = field("操作: the root fields that were asked, or the command that read")
    correlation: UUID = field("关联编号: of the request, as in the logs and the response's header")
    subjects: list[UUID] = field("主体编号: of the persons that were shown")
