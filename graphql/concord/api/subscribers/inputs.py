"""What may be asked of subscribers."""

from datetime import datetime
from uuid import UUID

import strawberry

from concord.api.fields import given
from concord.api.scalars import Position


@strawberry.input(description="订阅方操作: what each of them may be given")
class SubscriberInput:
    """Base of every change. It is no event of the ledger, so no day on which it happened is asked for."""

    name: str = given("名称: 2 to 31 lowercase letters, digits or hyphens, a letter first")
    command_id: UUID | None = given(
        "命令编号: makes it idempotent; credentials are given only the first time", default=None
    )
    expected_version: int | None = given(
        "预期版本: refused with VERSION_CONFLICT if the subscriber has changed", default=None
    )


@strawberry.input(description="起始位置: at the beginning, unless one of these is given")
class SubscriberStartInput:
    """Where a subscriber starts."""

    position: Position | None = given("台账序号: after this one", default=None)
    time: datetime | None = given("时刻: with what was recorded then or later", default=None)
    now: bool = given("从现在: with the next event", default=False)


@strawberry.input(description="登记订阅方: who, what, from where")
class SubscriberRegisterInput(SubscriberInput):
    """A new subscriber."""

    filters: list[str] = given(
        "筛选: contexts (`tickets`) or events (`tickets.TicketRaised`); all if omitted", default=()
    )
    url: str | None = given(
        "推送地址: https; events are sent there (Standard Webhooks) instead of to NATS",
        default=None,
        longest=2_000,
    )
    start: SubscriberStartInput | None = given("起始位置: the beginning if omitted", default=None)


@strawberry.input(description="暂停: nothing is delivered until it is resumed")
class SubscriberPauseInput(SubscriberInput):
    """Of one subscriber."""


@strawberry.input(description="恢复: goes on after what was acknowledged last")
class SubscriberResumeInput(SubscriberInput):
    """Of one subscriber."""


@strawberry.input(description="重置: events after another position are delivered again")
class SubscriberResetInput(SubscriberInput):
    """Of one subscriber."""

    start: SubscriberStartInput | None = given("起始位置: the beginning if omitted", default=None)


@strawberry.input(description="轮换凭据: new ones, and an end to the old ones")
class SubscriberRotateInput(SubscriberInput):
    """Of one subscriber."""

    keep_previous: bool = given("保留旧凭据: they work on until they are revoked", default=False)


@strawberry.input(description="吊销凭据: every one of them")
class SubscriberRevokeInput(SubscriberInput):
    """Of one subscriber."""


@strawberry.input(description="移除: its consumer, its position and its credentials end")
class SubscriberRemoveInput(SubscriberInput):
    """Of one subscriber."""


@strawberry.input(description="重新投递: what a webhook was given up at is sent again")
class SubscriberReplayInput(SubscriberInput):
    """Of one subscriber."""

    skip: bool = given("跳过: passes over the event that fails instead", default=False)
