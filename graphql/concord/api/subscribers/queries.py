"""How subscribers are asked for."""

from typing import Annotated, Any

import strawberry

from concord.api.context import OperationContext
from concord.api.fields import resolved
from concord.api.info import Info
from concord.api.subscribers.types import Subscriber
from concord.subscribers import Subscribers
from concord.subscribers.webhooks import Guard

Name = Annotated[str, strawberry.argument(description="名称: of the subscriber")]


def known(context: OperationContext) -> Subscribers:
    """The tenant's subscribers, as this process may read and change them."""
    services = context.services
    guard = Guard.allowing(services.settings.webhook_networks)
    return Subscribers(services.pool, services.commander.mapper.types, guard)


async def _all(info: Info) -> Any:
    return await known(info.context).list(info.context.tenant)


async def _one(info: Info, name: Name) -> Any:
    return await known(info.context).find(info.context.tenant, name)


FIELDS = (
    resolved(_all, "订阅方列表: all of the tenant, at most a hundred", list[Subscriber], name="subscribers"),
    resolved(_one, "订阅方: by name; null if there is none", Subscriber | None, name="subscriber"),
)
