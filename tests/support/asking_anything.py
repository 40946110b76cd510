"""Random commands of every installed context, built from their fields: mostly sensible, sometimes not."""

import types
import typing
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from random import Random
from typing import Any
from uuid import UUID, uuid5

import msgspec

from concord.assessments.events import Indicator, IndicatorKind
from concord.charters import SHIPPED, Charter, OrganizationKind, Overrides, shipped
from concord.commanding import Command
from concord.commanding.commander import contexts
from concord.demo.units import credit_code
from concord.privacy import Narrative, Personal

COMMANDS: Sequence[type[Command]] = tuple(command for context in contexts() for command in context.commands)
ORGANIZATIONS = {"organization", "raiser", "department", "claimant", "proposer", "successor", "lead"}
_RANGE = (Decimal(0), Decimal(10), Decimal(1))
FOREIGN = UUID("00000000-0000-4000-8000-00000000f0f0")
"""Somebody else's, or nobody's."""


class Known:
    """What a tenant has, for commands to be about."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.today = date(2026, 1, 5)
        self.head = 0
        self.streams: dict[str, list[UUID]] = {}
        """By the kind of aggregate."""
        self.commands: list[UUID] = []
        self.registered = 0

    def add(self, kind: str, stream: UUID) -> None:
        """Notes a stream that exists now."""
        found = self.streams.setdefault(kind.lower(), [])
        if stream not in found:
            found.append(stream)

    def of(self, kind: str) -> list[UUID]:
        """Streams of that kind."""
        return self.streams.get(kind, [])


_hints = cache(typing.get_type_hints)
ENDING = {
    "CancelActivity",
    "DeregisterOrganization",
    "DissolveAlliance",
    "FoundAlliance",
    "LeaveAlliance",
    "RemoveMember",
    "WithdrawNeed",
    "WithdrawTicket",
}
"""What would leave little to ask about, or ask much of little."""


def command(known: Known, chance: Random) -> Command:
    """Any command about what is known; of streams that are not there yet nothing is asked.

    What goes on with something that was begun is asked more often than what begins or ends something.
    """
    kinds = [kind for kind in COMMANDS if possible(kind, known)]
    (kind,) = chance.choices(kinds, weights=[_weight(kind) for kind in kinds])
    return made(kind, known, chance)


def made(kind: type[Command], known: Known, chance: Random) -> Command:
    """One of that kind."""
    wanted: Command = _struct(kind, known, chance)
    return wanted


def _weight(kind: type[Command]) -> float:
    if kind.__name__ in ENDING:
        return 0.1
    about = kind.aggregate.__name__.lower()
    begun = about in _hints(kind) and about not in ("alliance", "organization", "annotation")
    return 3 if begun else 1


def possible(kind: type[Command], known: Known) -> bool:
    """Whether there is something of each kind that it is about."""
    hints = _hints(kind)
    needed = {name for name, hint in hints.items() if hint is UUID and name not in ORGANIZATIONS}
    return all(known.of(name) for name in needed - {"application", "breach", "objection", "subject"})


def _struct(kind: type[Any], known: Known, chance: Random) -> Any:
    hints = _hints(kind)
    names = [field.name for field in msgspec.structs.fields(kind)]
    return kind(**{name: _value(hints[name], name, known, chance) for name in names})


def _value(hint: Any, name: str, known: Known, chance: Random) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(one for one in arguments if one is not type(None))
        return None if chance.random() < 0.5 else _value(inner, name, known, chance)
    if origin is tuple:
        most = 5 if name in ("members", "indicators") else 3
        return tuple(_value(arguments[0], name, known, chance) for _ in range(chance.randint(0, most)))
    if origin is dict:
        return {}
    if hint is Charter:
        return known.charter if chance.random() < 0.7 else shipped(chance.choice(SHIPPED))
    if hint is Overrides:
        return Overrides()
    if issubclass(hint, Enum):
        return chance.choice(list(hint))
    if hint is Indicator and chance.random() < 0.8:
        return Indicator(chance.choice(["i", "j"]), "甲", IndicatorKind.SCORE, *_RANGE, False, None)
    if issubclass(hint, msgspec.Struct) and hint not in (Narrative, Personal):
        return _struct(hint, known, chance)
    return _PLAIN[hint](name, known, chance)


def _id(name: str, known: Known, chance: Random) -> UUID:
    pool = known.of("organization") if name in ORGANIZATIONS else known.of(name)
    if not pool or chance.random() < 0.05:
        pool = [one for some in known.streams.values() for one in some] + known.commands + [FOREIGN]
    return pool[-1] if chance.random() < 0.4 else chance.choice(pool)  # mostly what was begun last


def _day(name: str, known: Known, chance: Random) -> date:
    return known.today + timedelta(days=chance.randint(-60, 60))


def _number(name: str, known: Known, chance: Random) -> int:
    if name in ("entry", "evidence"):
        return chance.randint(0, known.head + 1)
    return chance.choice([0, 1, 1, 2, 3, 10, -1, 2026])


def _text(name: str, known: Known, chance: Random) -> str:
    if name == "credit_code":
        known.registered += 1
        return credit_code(OrganizationKind.ENTERPRISE, 70_000 + known.registered)
    choices = {
        "theme": [theme.code for theme in known.charter.themes] + ["NONE"],
        "tier": [tier.code for tier in known.charter.tiers] + ["NONE"],
        "original_sha256": ["0" * 64, "1" * 64, "no digest"],
        "stored_sha256": ["2" * 64, "3" * 64, "no digest"],
        "media_type": ["image/jpeg", "none"],
        "period": ["2026", "2026-Q1", "2026-H1", "2025"],
        "digest": ["A" * 43, "B" * 43, "no digest"],
        "start_time": ["09:00", "25:00"],
        "scheme": ["s", "t"],
        "indicator": ["i", "j"],
        "code": ["i", "s"],
    }
    return chance.choice(choices.get(name, ["甲", "乙", "丙", "丁", "戊", "己", ""]))


_PLAIN: dict[Any, Callable[[str, Known, Random], Any]] = {
    UUID: _id,
    date: _day,
    int: _number,
    str: _text,
    bool: lambda _, __, chance: chance.random() < 0.5,
    Decimal: lambda _, __, chance: Decimal(chance.choice(["0", "1", "5.5", "10", "100", "-1"])),
    Narrative: lambda _, __, chance: Narrative(chance.choice(["说明", "某同志说", "情况", ""])),
    Personal: lambda name, __, ___: Personal(uuid5(FOREIGN, name), {"name": "王"}),
}
