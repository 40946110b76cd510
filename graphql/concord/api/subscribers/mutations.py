"""What can be done to subscribers. A change is a row that a worker carries out, no entry of the ledger."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, get_type_hints
from uuid import UUID, uuid4, uuid5

import msgspec
import strawberry
import structlog
from strawberry.types.field import StrawberryField

from concord.accounts import Access, Operator
from concord.api.context import OperationContext
from concord.api.fields import field, resolved
from concord.api.info import Info
from concord.api.made import made_enum, made_type
from concord.api.mutating import PayloadError
from concord.api.names import camel, capital, input_name
from concord.api.scalars import Position
from concord.api.subscribers import inputs
from concord.api.subscribers.queries import known
from concord.api.subscribers.types import Subscriber
from concord.commanding import Refusal
from concord.subscribers import Change, Registration, Start, SubscriberRefusal
from concord.subscribers import Subscriber as Known
from concord.subscribers.subscriber import Delivery, State
from concord.subscribers.webhooks import Secrets, new_secret

log = structlog.get_logger()

Secret = str | None
"""Credentials that were made and are shown now, and never again."""

CODES = made_enum(
    "SubscriberErrorCode",
    "拒绝代码: why a change of a subscriber may be refused",
    {code.name: f"拒绝：{code.message.zh} ({code.message.en})" for code in SubscriberRefusal},
)
ERROR = made_type(
    "SubscriberError",
    "拒绝原因: a rule that forbids it; nothing was changed",
    {
        "code": (CODES, field("代码: stable")),
        "field": (str | None, field("字段: path of the input's member at fault, if one is")),
        "message": (str, field("说明: a sentence for people, in the request's language")),
    },
)


class Payload(msgspec.Struct, frozen=True):
    """The source object of every payload."""

    subscriber: Known | None = None
    credentials: Secret = None
    errors: tuple[PayloadError, ...] = ()
    position: int | None = None


def change(
    description: str,
) -> Callable[[Callable[[OperationContext, Change, Any], Awaitable[Secret]]], StrawberryField]:
    """Makes a root field of a function that changes a subscriber; its name is the field's, in camel case."""

    def decorate(do: Callable[[OperationContext, Change, Any], Awaitable[Secret]]) -> StrawberryField:
        name = camel(do.__name__)
        input_type = get_type_hints(do)["input"]

        async def resolve(info: Info, input: Any) -> Payload:
            context = info.context
            try:
                secret = await do(context, _change(context, input), input)
            except Refusal as refusal:
                log.info("refused", mutation=name, code=refusal.code.name)
                at = input_name(refusal.field, input_type)
                return Payload(
                    errors=(PayloadError(refusal.code.name, at, refusal.sentence(context.language)),)
                )
            log.info("done", mutation=name, subscriber=input.name)
            return Payload(await known(context).find(context.tenant, input.name), secret)

        told = strawberry.argument(description="输入: what is to be done")
        resolve.__annotations__["input"] = Annotated[input_type, told]
        made: StrawberryField = resolved(resolve, description, _payload(name), name=name)
        return made

    return decorate


def _payload(name: str) -> type:
    return made_type(
        f"{capital(name)}Payload",
        "结果: what came of it",
        {
            "subscriber": (Subscriber | None, field("订阅方: as it is now; null if refused or removed")),
            "credentials": (
                str | None,
                field("凭据: a `.creds` file of NATS, or the secret of a webhook; never shown again"),
            ),
            "errors": (list[ERROR], field("拒绝原因: empty if it was done")),  # type: ignore[valid-type]
            "position": (Position | None, field("台账序号: null, for it is no entry of the ledger")),
        },
    )


def _change(context: OperationContext, given: inputs.SubscriberInput) -> Change:
    return Change(
        tenant=context.tenant,
        actor=context.viewer.subject,
        command=given.command_id or uuid4(),
        expected_revision=given.expected_version,
    )


def _start(given: inputs.SubscriberStartInput | None) -> Start:
    return Start() if given is None else Start(position=given.position, time=given.time, now=given.now)


async def _issue(context: OperationContext, made: Change, name: str, *, keep: bool) -> Secret:
    operator = _operator(context)
    public, creds = operator.subscriber_credentials(Access(context.viewer.tenant.code, name))
    return creds if await known(context).issue(made, name, public, keep=keep) else None


async def _secret(context: OperationContext, name: str) -> tuple[str, bytes]:
    """A new secret that signs what a webhook is sent: to show now, and to keep."""
    secret = new_secret()
    return secret, await Secrets(context.services.keys).seal(context.tenant, name, secret)


def _operator(context: OperationContext) -> Operator:
    operator = Operator.found(context.services.settings.keys)
    if operator is None:
        raise Refusal(SubscriberRefusal.NO_ACCOUNTS)
    return operator


def _following(made: Change, what: str) -> Change:
    """A second change of the same command."""
    command: UUID = uuid5(made.command, what)
    return Change(tenant=made.tenant, actor=made.actor, command=command)


@change("登记订阅方: with a durable consumer and credentials of its own")
async def subscriber_register(
    context: OperationContext, made: Change, input: inputs.SubscriberRegisterInput
) -> Secret:
    asked = Registration(
        name=input.name, filters=tuple(input.filters), url=input.url, start=_start(input.start)
    )
    if asked.url is not None:
        secret, sealed = await _secret(context, input.name)
        return secret if await known(context).register(made, asked, sealed) else None
    _operator(context)  # refused before anything is registered
    await known(context).register(made, asked)
    return await _issue(context, _following(made, "credentials"), input.name, keep=False)


@change("暂停订阅方: nothing is delivered meanwhile, nothing is lost")
async def subscriber_pause(
    context: OperationContext, made: Change, input: inputs.SubscriberPauseInput
) -> Secret:
    await known(context).set_state(made, input.name, State.PAUSED)
    return None


@change("恢复订阅方: goes on after what was acknowledged last")
async def subscriber_resume(
    context: OperationContext, made: Change, input: inputs.SubscriberResumeInput
) -> Secret:
    await known(context).set_state(made, input.name, State.ACTIVE)
    return None


@change("重置订阅方: events after another position are delivered again")
async def subscriber_reset(
    context: OperationContext, made: Change, input: inputs.SubscriberResetInput
) -> Secret:
    await known(context).reset(made, input.name, _start(input.start))
    return None


@change("轮换凭据: whoever uses the old ones is disconnected, unless they are kept")
async def subscriber_rotate(
    context: OperationContext, made: Change, input: inputs.SubscriberRotateInput
) -> Secret:
    found = await known(context).find(context.tenant, input.name)
    if found is None or found.delivery is Delivery.PULL:
        return await _issue(context, made, input.name, keep=input.keep_previous)
    secret, sealed = await _secret(context, input.name)
    return secret if await known(context).rotate_secret(made, input.name, sealed) else None


@change("吊销凭据: every one; the subscriber stays")
async def subscriber_revoke(
    context: OperationContext, made: Change, input: inputs.SubscriberRevokeInput
) -> Secret:
    await known(context).revoke(made, input.name)
    return None


@change("移除订阅方: its consumer, its position and its credentials end")
async def subscriber_remove(
    context: OperationContext, made: Change, input: inputs.SubscriberRemoveInput
) -> Secret:
    await known(context).set_state(made, input.name, State.REMOVED)
    return None


@change("重新投递: a webhook is sent again what it was given up at, or passes over it")
async def subscriber_replay(
    context: OperationContext, made: Change, input: inputs.SubscriberReplayInput
) -> Secret:
    await known(context).replay(made, input.name, skip=input.skip)
    return None


FIELDS = (
    subscriber_register,
    subscriber_pause,
    subscriber_resume,
    subscriber_reset,
    subscriber_rotate,
    subscriber_revoke,
    subscriber_remove,
    subscriber_replay,
)
