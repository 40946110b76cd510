"""Mutations that no aggregate decides: one input, one payload `{ <object>, errors, position }` like all."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, get_type_hints

import msgspec
import strawberry
import structlog
from strawberry.types.field import StrawberryField

from concord.api.context import OperationContext
from concord.api.fields import field, resolved
from concord.api.info import Info
from concord.api.made import made_type
from concord.api.mutating import PayloadError, error_type
from concord.api.names import camel, capital, input_name
from concord.api.scalars import Position
from concord.api.unavailable import answered
from concord.commanding import Refusal, RefusalCode

log = structlog.get_logger()


class Changed(msgspec.Struct, frozen=True):
    """The source object of such a payload."""

    found: Any = None
    secret: str | None = None
    position: int | None = None
    errors: tuple[PayloadError, ...] = ()


Do = Callable[[OperationContext, Any], Awaitable[Changed]]


class Changes:
    """What a family of such mutations has in common."""

    def __init__(
        self,
        *,
        name: str,
        type_: Any,
        told: str,
        refusals: Sequence[type[RefusalCode]],
        secret: str | None = None,
    ) -> None:
        """`name`: of the payload's object; `told`: its description; `secret`: that of what is shown once."""
        error = error_type(name, (code for family in refusals for code in family))
        shown = {} if secret is None else {"secret": (str | None, field(secret))}
        self._members: dict[str, tuple[Any, Any]] = {
            name: (type_ | None, field(told, source="found")),
            **shown,
            "errors": (list[error], field("拒绝原因: empty if it was done")),  # type: ignore[valid-type]
            "position": (Position | None, field("台账序号: of the entry; null where it makes none")),
        }

    def __call__(self, description: str) -> Callable[[Do], StrawberryField]:
        """Makes a root field of a function; its name is the field's, in camel case."""

        def decorate(do: Do) -> StrawberryField:
            name = camel(do.__name__)
            input_type = get_type_hints(do)["input"]

            async def resolve(info: Info, input: Any) -> Changed:
                try:
                    with answered():
                        changed = await do(info.context, input)
                except Refusal as refusal:
                    log.info("refused", mutation=name, code=refusal.code.name)
                    at = input_name(refusal.field, input_type)
                    sentence = refusal.sentence(info.context.language)
                    return Changed(errors=(PayloadError(refusal.code.name, at, sentence),))
                log.info("done", mutation=name, position=changed.position)
                return changed

            told = strawberry.argument(description="输入: what is to be done")
            resolve.__annotations__["input"] = Annotated[input_type, told]
            payload = made_type(f"{capital(name)}Payload", "结果: what came of it", self._members)
            made: StrawberryField = resolved(resolve, description, payload, name=name)
            return made

        return decorate
