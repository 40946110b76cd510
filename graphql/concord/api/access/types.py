"""Service accounts and revocations as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from concord.api.context import OperationContext
from concord.api.fields import derived, field, row_type
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.viewer.types import Role
from concord.identity.accounts import ServiceAccount as KnownAccount
from concord.identity.revoking import Revocation as KnownRevocation

if TYPE_CHECKING:
    from concord.api.organizations.types import Organization


async def _organization(account: KnownAccount, context: OperationContext) -> Any:
    return None if account.organization is None else await context.load(ORGANIZATION, account.organization)


@row_type(KnownAccount, "服务账号: a machine of the tenant, which gets short-lived tokens by a secret")
class ServiceAccount:
    """Its actor in entries is `service:<name>`."""

    name: str = field("名称: unique for ever, as it stands in the ledger")
    client_id: str = derived(
        "客户端编号: `client_id` at /oauth/token", lambda a, context: f"{context.viewer.tenant.code}.{a.name}"
    )
    role: Role = field("角色: what it may do")  # type: ignore[valid-type]
    organization: Annotated["Organization", strawberry.lazy("concord.api.organizations.types")] | None = (
        derived("单位: for which it acts, if for one", _organization)
    )
    secrets: int = field("有效密钥数: two while one is rotated")
    last_used_at: datetime | None = field("最近使用: when a token was last got; null: never")
    created_at: datetime = field("创建时刻: of the account")
    created_by: str = field("创建人: a random id")
    revoked_at: datetime | None = field("吊销时刻: null while it is good")
    version: int = derived("版本: give it to `expectedVersion`", lambda a, _: a.revision)


@row_type(KnownRevocation, "吊销: tokens that are refused although they have not expired")
class Revocation:
    """Of one person or machine, or of a single token."""

    subject: str | None = derived("主体: actor as entries name it", lambda r, _: r.subject or None)
    token: str | None = derived("令牌编号: `jti` of a single token", lambda r, _: r.token or None)
    for_good: bool = derived("永久: new tokens of the subject are refused as well", lambda r, _: r.for_good)
    issued_until: datetime | None = derived(
        "签发截止: tokens issued until then are refused; null: whenever",
        lambda r, _: None if r.for_good or r.token else r.issued_until,
    )
    at: datetime = field("吊销时刻: of the revocation")
    by: str = field("吊销人: a random id")
