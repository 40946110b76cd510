"""Mutations by convention: one input, one payload `{ <object>, errors, position }`, refusals as typed codes.

A mutation is a function from its input to a command; everything around it is made here. Its error codes
are those that the command declares (`refuses`) and those of any command (`CommandRefusal`).
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Annotated, Any, get_type_hints
from uuid import UUID

import msgspec
import strawberry
import structlog
from strawberry.types.field import StrawberryField

from concord.api.context import Load, OperationContext
from concord.api.fields import derived, field, given, resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.made import made_enum, made_type
from concord.api.names import camel, capital, input_name
from concord.api.scalars import Position
from concord.api.unavailable import answered
from concord.commanding import Command, CommandRefusal, Refusal, RefusalCode

log = structlog.get_logger()


@strawberry.input(description="命令: what every mutation may be given")
class CommandInput:
    """Base of every mutation's input."""

    command_id: UUID | None = given(
        "命令编号: makes it idempotent; the same id with the same content answers the same", default=None
    )
    expected_version: int | None = given(
        "预期版本: refused with VERSION_CONFLICT if the object has moved on", default=None
    )
    occurred_on: date | None = given(
        "发生日期: when it happened; today if omitted, never later", default=None
    )


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """The object that a group of mutations answers with."""

    name: str
    type: type
    chinese: str
    load: Load[UUID, Any]
    model: str
    """Read model to wait for."""


class Payload(msgspec.Struct, frozen=True):
    """The source object of every payload."""

    stream: UUID | None = None
    position: int | None = None
    errors: tuple["PayloadError", ...] = ()


class PayloadError(msgspec.Struct, frozen=True):
    """The source object of a payload's error."""

    code: str
    field: str | None
    message: str


class Around(msgspec.Struct, frozen=True):
    """What a mutation does outside the ledger: before its command is built, and once its event is there."""

    before: Callable[[OperationContext, Any], Awaitable[Any]]
    """Of the input; what it returns is the function's second argument. May raise `Refusal`."""
    after: Callable[[OperationContext, Any], Awaitable[None]] | None = None
    """Of what `before` returned; None: nothing is left to do."""


def mutation(
    description: str,
    command: type[Command],
    returned: Returned,
    *,
    around: Around | None = None,
    require: Callable[[OperationContext, Any], Awaitable[None]] | None = None,
    then: Callable[[OperationContext], Awaitable[None]] | None = None,
) -> Callable[[Callable[..., Command]], StrawberryField]:
    """Makes a root field of a function `input -> command`; its name is the field's, in camel case. `require`
    may raise `Refusal` before; `then` is done before the answer, also to a command that had been taken
    before."""

    def decorate(build: Callable[..., Command]) -> StrawberryField:
        name = camel(build.__name__)
        input_type = _own(name, next(iter(get_type_hints(build).values())))

        async def resolve(info: Info, input: Any) -> Payload:
            context = info.context
            context.forget()
            try:
                if require is not None:
                    await require(context, input)
                given = () if around is None else (await around.before(context, input),)
                payload = await _execute(context, build(input, *given), input)
                if around is not None and around.after is not None:
                    await around.after(context, *given)
            except Refusal as refusal:
                log.info("refused", mutation=name, code=refusal.code.name)
                error = PayloadError(
                    refusal.code.name,
                    input_name(refusal.field, input_type),
                    refusal.sentence(context.language),
                )
                return Payload(errors=(error,))
            if then is not None:
                await then(context)
            log.info("done", mutation=name, position=payload.position)
            return payload

        resolve.__annotations__["input"] = Annotated[
            input_type, strawberry.argument(description="输入: what is to be done")
        ]
        made: StrawberryField = resolved(resolve, description, _payload(name, command, returned), name=name)
        return made

    return decorate


async def _execute(context: OperationContext, command: Command, given: CommandInput) -> Payload:
    with answered():
        outcome = await context.services.commander.execute(
            context.viewer,
            command,
            command_id=given.command_id,
            expected_version=given.expected_version,
            occurred_on=given.occurred_on,
            correlation=context.correlation,
        )
    return Payload(outcome.stream, outcome.position)


def _own(name: str, input_type: type) -> type:
    """An input type of the mutation's own, even where several look alike: each may change by itself."""
    expected = f"{capital(name)}Input"
    if input_type.__name__ == expected:
        return input_type
    made = type(expected, (input_type,), {"__module__": input_type.__module__})
    description = input_type.__strawberry_definition__.description  # type: ignore[attr-defined]
    return strawberry.input(made, description=description)


def error_type(name: str, refusals: Iterable[RefusalCode]) -> type:
    """What a payload's errors are, with an enum of codes of their own, each described by its sentence."""
    codes = {code.name: f"拒绝：{code.message.zh} ({code.message.en})" for code in refusals}
    enum = made_enum(f"{capital(name)}ErrorCode", "拒绝代码: why it may be refused", codes)
    return made_type(
        f"{capital(name)}Error",
        "拒绝原因: a rule that forbids it; nothing was changed",
        {
            "code": (enum, field("代码: stable")),
            "field": (str | None, field("字段: path of the input's member at fault, if one is")),
            "message": (str, field("说明: a sentence for people, in the request's language")),
        },
    )


def _payload(name: str, command: type[Command], returned: Returned) -> type:
    async def resolve(source: Payload, context: OperationContext) -> Any:
        if source.stream is None:
            return None
        await wait_for(context, returned.model, source.position)
        return await context.load(returned.load, source.stream)

    error = error_type(name, (*command.refuses, *CommandRefusal))
    return made_type(
        f"{capital(name)}Payload",
        "结果: what came of it",
        {
            returned.name: (
                returned.type | None,
                derived(
                    f"{returned.chinese}: as it is now; null if refused. Waits for the read model", resolve
                ),
            ),
            "errors": (list[error], field("拒绝原因: empty if it was done")),  # type: ignore[valid-type]
            "position": (Position | None, field("台账序号: of the last entry; give it to `atLeast`")),
        },
    )
