"""Persons: a random id in the ledger, name and phone beside it as long as nobody has erased them."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec
import strawberry

from concord.api.context import OperationContext
from concord.api.disclosing import DISCLOSURES
from concord.api.fields import derived, field, given
from concord.privacy import Narrative, Personal


class Known(msgspec.Struct, frozen=True):
    """The source object of a person."""

    subject: UUID
    digests: Sequence[str]


def _value(name: str) -> Callable[[Known, OperationContext], Any]:
    async def resolve(source: Known, context: OperationContext) -> str | None:
        found = await asyncio.gather(*(context.load(DISCLOSURES, digest) for digest in source.digests))
        return dict(one for one in found if one is not None).get(name)

    return resolve


@strawberry.type(description="人员: somebody, as far as the tenant keeps it")
class Person:
    """What is erased is null; the random id stays."""

    subject: UUID = field("主体编号: random; the only thing that enters the ledger")
    name: str | None = derived("姓名: null once erased", _value("name"))
    phone: str | None = derived("电话: null once erased, or not given", _value("phone"))


def person_field(description: str, subject: str, digests: str) -> Any:
    """A person of whom the row holds id and digests."""

    def resolve(source: Any, _context: OperationContext) -> Known | None:
        known = getattr(source, subject)
        return None if known is None else Known(known, getattr(source, digests))

    return derived(description, resolve)


@strawberry.input(description="人员: somebody, kept beside the ledger and erasable")
class PersonInput:
    """Never written to the ledger itself."""

    subject: UUID | None = given(
        "主体编号: of somebody known already; a new random one if omitted", default=None
    )
    name: str = given("姓名: of the person", longest=50)
    phone: str | None = given("电话: of the person", default=None, longest=30)


def personal(person: PersonInput | None, command_id: UUID | None, part: str) -> Personal | None:
    """The command's value; none where there is none."""
    return None if person is None else somebody(person, command_id, part)


def somebody(person: PersonInput, command_id: UUID | None, part: str) -> Personal:
    """The command's value. A repeated command must be the same command, so a new person's id follows from
    its id; it is never made from anything of the person."""
    values = {"name": person.name} | ({"phone": person.phone} if person.phone else {})
    return Personal(person.subject or uuid5(command_id or uuid4(), part), values)


def written(text: str | None) -> Narrative | None:
    """Text as a command takes it; none where there is none."""
    return Narrative(text) if text else None
