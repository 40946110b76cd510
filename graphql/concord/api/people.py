"""Persons: a random id in the ledger, name and phone beside it as long as nobody has erased them.

Who may see which value is in `concord.api.sight`; every look is recorded before the value is given out.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec
import strawberry

from concord.api.context import Load, OperationContext
from concord.api.disclosing import disclosed
from concord.api.fields import derived, field, given
from concord.api.made import told
from concord.api.sight import Kind, sees, withheld
from concord.privacy import Narrative, Personal
from concord.privacy.accesses import record_access


class Known(msgspec.Struct, frozen=True):
    """The source object of a person."""

    subject: UUID
    digests: tuple[str, ...]
    parties: tuple[UUID | None, ...]
    """Organizations that take part in the object in which the person is named."""
    name: Kind
    """Which kind the name is of."""


Values = dict[str, str]


async def _batch(context: OperationContext, people: list[tuple[UUID, tuple[str, ...]]]) -> Sequence[Values]:
    """Values by name, of persons of whom the viewer may see at least one. Recorded first, once an
    operation."""
    new = {subject for subject, _ in people} - context.looked_at
    if new:
        await record_access(context.services.pool, context.tenant, context.look, new)
        context.looked_at |= new
    found = await disclosed(context, [digest for _, digests in people for digest in digests])
    rest = iter(found)
    return [dict(one for one in (next(rest) for _ in digests) if one is not None) for _, digests in people]


PERSON: Load[tuple[UUID, tuple[str, ...]], Values] = Load(_batch)


_KINDS = {"phone": Kind.PHONE}


def _kind(source: Known, name: str) -> Kind:
    return source.name if name == "name" else _KINDS.get(name, Kind.OTHER)


def value(name: str) -> Callable[[Known, OperationContext], Any]:
    """How a value of a person is shown: itself, or the mark in its place; None where it is gone."""

    async def shown(source: Known, context: OperationContext) -> str | None:
        return (await context.load(PERSON, (source.subject, source.digests))).get(name)

    def resolve(source: Known, context: OperationContext) -> Any:
        if not sees(context.viewer, _kind(source, name), source.subject, source.parties, context.led):
            return withheld(context.language)
        return shown(source, context)

    return resolve


def _withheld(source: Known, context: OperationContext) -> list[Kind]:
    kinds = (source.name, Kind.PHONE)
    return [
        kind for kind in kinds if not sees(context.viewer, kind, source.subject, source.parties, context.led)
    ]


async def _erasures(context: OperationContext, people: list[UUID]) -> Sequence[bool]:
    kept = await context.services.keys.find(context.tenant, people)
    return [one not in kept for one in people]


ERASED: Load[UUID, bool] = Load(_erasures)


DisclosureKind = told(
    Kind,
    "信息类别: what a disclosure tells",
    OFFICE="任职人员姓名: of who serves in a role",
    NAME="姓名: of anybody else",
    PHONE="电话: of anybody",
    OTHER="其他个人信息: where a floating member belongs, and whatever else is kept",
    TEXT="叙述文字: what somebody wrote",
)


@strawberry.type(description="人员: somebody, as far as the tenant keeps it and the viewer may see it")
class Person:
    """What is erased is null; what the viewer may not see says so; the random id stays."""

    subject: UUID = field("主体编号: random; the only thing that enters the ledger")
    name: str | None = derived(
        "姓名: null once erased; `〔无权查看〕` (`[withheld]`) where you may not see it", value("name")
    )
    phone: str | None = derived(
        "电话: null once erased, or not given; `〔无权查看〕` (`[withheld]`) where you may not see it",
        value("phone"),
    )
    withheld: list[DisclosureKind] = derived(  # type: ignore[valid-type]
        "未予显示: what you may not see of this person; empty if nothing is withheld", _withheld
    )
    erased: bool = derived(
        "已删除: everything kept of this person is destroyed",
        lambda source, context: context.load(ERASED, source.subject),
    )


def person_field(
    description: str, subject: str, digests: str, *, of: tuple[str, ...], office: bool = False
) -> Any:
    """A person of whom the row holds id and digests. `of`: the row's attributes that name organizations which
    take part. `office`: somebody whom all may know by name, for serving in a role."""
    name = Kind.OFFICE if office else Kind.NAME

    def resolve(source: Any, _context: OperationContext) -> Known | None:
        known = getattr(source, subject)
        if known is None:
            return None
        parties = tuple(getattr(source, attribute) for attribute in of)
        return Known(known, tuple(getattr(source, digests)), parties, name)

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
