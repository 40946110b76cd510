"""Subscribers as the API shows them."""

from datetime import datetime

from concord.accounts import Access
from concord.api.context import OperationContext
from concord.api.fields import derived, field, row_type
from concord.api.made import told
from concord.api.scalars import Position
from concord.subscribers.subscriber import Delivery, State
from concord.subscribers.subscriber import Subscriber as Known

SubscriberDelivery = told(
    Delivery,
    "投递方式: how events reach a subscriber",
    PULL="拉取: it takes them from NATS JetStream",
    WEBHOOK="推送: they are sent to its address",
)
SubscriberState = told(
    State,
    "订阅状态: whether events are delivered",
    ACTIVE="投递中: they are",
    PAUSED="已暂停: not until it is resumed",
    REMOVED="已移除: not any more",
)


def _consumer(source: Known, context: OperationContext) -> str | None:
    return Access(context.viewer.tenant.code, source.name).consumer if source.delivery == "PULL" else None


@row_type(Known, "订阅方: follows the tenant's events from outside")
class Subscriber:
    """One registration, and how far it has come."""

    name: str = field("名称: unique in the tenant")
    filters: list[str] = field("筛选: contexts or events; empty means all")
    delivery: SubscriberDelivery = field("投递方式: how events reach it")  # type: ignore[valid-type]
    state: SubscriberState = field("订阅状态: whether events are delivered")  # type: ignore[valid-type]
    ready: bool = derived("已生效: whether the last change has been carried out", lambda s, _: s.ready)
    consumer: str | None = derived("消费者: its durable consumer of the stream EVENTS", _consumer)
    starts_after: Position = field("起始序号: it began, or was last set, after this position")
    acknowledged: Position = field("已确认序号: up to which it has everything, as last looked at")
    waiting: int = field("待投递: events that it has yet to take or acknowledge")
    redelivered: int = field("重投: events that are being sent again")
    delivered_at: datetime | None = field("最近投递时刻: null until the first")
    trouble: str = field("问题: what went wrong last; empty if all is well")
    registered_at: datetime = field("登记时刻: of the registration")
    registered_by: str = field("登记人: a random id")
    version: int = derived("版本: give it to `expectedVersion`", lambda s, _: s.revision)
