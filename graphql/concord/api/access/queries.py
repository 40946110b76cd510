"""Who may come in, and who may not any more."""

from typing import Any

from concord.api.access.types import Revocation, ServiceAccount
from concord.api.context import OperationContext
from concord.api.fields import resolved
from concord.api.info import Info
from concord.identity.accounts import ServiceAccounts
from concord.identity.revoking import Revocations


def accounts(context: OperationContext) -> ServiceAccounts:
    """Of the process."""
    return ServiceAccounts(context.services.pool)


def revocations(context: OperationContext) -> Revocations:
    """Of the process; what requests are checked against is another, which remembers."""
    return Revocations(context.services.pool)


async def _accounts(info: Info) -> Any:
    return await accounts(info.context).list(info.context.tenant)


async def _revocations(info: Info) -> Any:
    return await revocations(info.context).list(info.context.tenant)


FIELDS = (
    resolved(
        _accounts,
        "服务账号列表: machines of the tenant by name",
        list[ServiceAccount],
        name="serviceAccounts",
    ),
    resolved(_revocations, "吊销列表: the newest first", list[Revocation], name="revocations"),
)
