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
from concord.charters import (
    SHIPPED,
    BasisKind,
    Charter,
    Decision,
    MotionKind,
    OrganizationKind,
    Overrides,
    shipped,
)
from concord.commanding import Command
from concord.commanding.commander import contexts
from concord.demo.units import credit_code
from concord.eventstore.entry import Entry
from concord.funds.events import Basis
from concord.privacy import Narrative, Personal

COMMANDS: Sequence[type[Command]] = tuple(command for context in contexts() for command in context.commands)
ORGANIZATIONS = {
    "attended",
    "claimant",
    "department",
    "inspector",
    "lead",
    "organization",
    "organizations",
    "owner",
    "partner",
    "proposer",
    "proposers",
    "raiser",
    "recipient",
    "subject",
}
INSIDE = {
    "appointment",
    "application",
    "breach",
    "file",
    "finding",
    "grant",
    "group",
    "item",
    "motion",
    "pairing",
    "payment",
    "pledge",
    "resolution",
    "reward",
}
"""What events give an id of its own, inside of a stream."""
CALLED = {
    "jointmeeting": "meeting",
    "annualplan": "plan",
    "keyproject": "project",
    "leadrotation": "rotation",
}
"""As commands call an aggregate whose class is named otherwise."""
ABOUT = {
    "PROJECT": "project",
    "ACTIVITY": "activity",
    "FUNDS": "fund",
    "ANNUAL_PLAN": "plan",
    "CHARTER": "alliance",
    "DISSOLUTION": "alliance",
}
"""What motions of a kind are about; of all others an organization."""
BASES = {"RESOLUTION": "meeting", "GRANT": "grant", "RESULT": "assessment"}
_RANGE = (Decimal(0), Decimal(10), Decimal(1))
FOREIGN = UUID("00000000-0000-4000-8000-00000000f0f0")
"""Somebody else's, or nobody's."""


class Known:
    """What a tenant has, for commands to be about."""

    def __init__(self, charter: Charter, today: date) -> None:
        self.charter = charter
        self.today = today
        self.head = 0
        self.streams: dict[str, list[UUID]] = {"file": [FOREIGN]}
        """By the kind of aggregate, or of what is inside of one."""
        self.kinds: dict[UUID, str] = {}
        self.homes: dict[UUID, UUID] = {}
        """The stream that each of those is inside of."""
        self.subjects: dict[UUID, UUID] = {}
        """What resolutions are about."""
        self.parties: dict[UUID, set[UUID]] = {}
        """Organizations that a stream names."""
        self.departed: list[UUID] = []
        self.commands: list[UUID] = []
        self.registered = 0
        self.entries: list[Entry] = []

    def all(self, type_: str) -> list[Entry]:
        """Entries of that type."""
        return [entry for entry in self.entries if entry.type == type_]

    def last(self, type_: str) -> Entry | None:
        """The last one of them."""
        return next(iter(self.all(type_)[-1:]), None)

    def passed(self, kind: str) -> list[Entry]:
        """Resolutions of that kind."""
        return [one for one in self.all("meetings.ResolutionPassed") if one.data["kind"] == kind]

    def add(self, kind: str, stream: UUID) -> None:
        """Notes something that exists now."""
        kind = CALLED.get(kind.lower(), kind.lower())
        found = self.streams.setdefault(kind, [])
        if stream not in found:
            found.append(stream)
            self.kinds[stream] = kind

    def learn(self, entries: Sequence[Entry]) -> None:
        """Notes what events have brought about."""
        self.entries += entries
        for entry in entries:
            self.head, stream, data = entry.position, entry.stream, entry.data
            for name, value in data.items():
                if isinstance(value, str) and name in INSIDE | ORGANIZATIONS and len(value) == 36:
                    self._note(name, UUID(value), stream)
            if entry.type == "meetings.ResolutionPassed" and data["subject"]:
                self.subjects[UUID(data["resolution"])] = UUID(data["subject"])
            if entry.type in ("alliances.MemberLeft", "alliances.MemberRemoved"):
                self.departed.append(UUID(data["organization"]))

    def _note(self, name: str, value: UUID, stream: UUID) -> None:
        if name in ORGANIZATIONS:
            self.parties.setdefault(stream, set()).add(value)
        else:
            self.add(name, value)
            self.homes[value] = stream

    def of(self, kind: str) -> list[UUID]:
        """Those of that kind."""
        return self.streams.get(kind, [])


RULED = {
    "AdmitMember",
    "ApplyVeto",
    "ApproveGrant",
    "CastVotes",
    "CompleteTask",
    "ConfirmAnnotation",
    "ConfirmBySilence",
    "ConfirmTicket",
    "CorrectActivity",
    "CorrectScore",
    "FinalizeAssessment",
    "JoinAlliance",
    "LogActivity",
    "MakePayment",
    "OpenPeriod",
    "PublishScheme",
    "RecordAttendance",
    "ReopenTicket",
    "ResolveTicket",
    "ReversePayment",
    "ScoreIndicator",
    "SelectProject",
    "SubmitReport",
}
"""What the invariants speak of."""
RARE = {"ChangeTier", "RotateChair"}
"""Of those what is mostly refused: few members may, on few days."""
_hints = cache(typing.get_type_hints)
ENDING = {
    "CancelActivity",
    "DeregisterOrganization",
    "DissolveAlliance",
    "FoundAlliance",
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


@cache
def _weight(kind: type[Command]) -> float:
    if kind.__name__ in ENDING:
        return 0.1
    about = kind.aggregate.__name__.lower()
    about = CALLED.get(about, about)
    begun = about in _hints(kind) and about not in ("alliance", "organization", "annotation")
    if kind.__name__ in RARE:
        return 24
    return 8 if kind.__name__ in RULED else 2 if begun else 1


def possible(kind: type[Command], known: Known) -> bool:
    """Whether there is something of each kind that it is about."""
    return all(known.of(name) for name in _needed(kind))


@cache
def _needed(kind: type[Command]) -> frozenset[str]:
    return frozenset(name for name, hint in _hints(kind).items() if hint is UUID) - ORGANIZATIONS


def _struct(kind: type[Any], known: Known, chance: Random) -> Any:
    hints = _hints(kind)
    names = [field.name for field in msgspec.structs.fields(kind)]
    values = {name: _value(hints[name], name, known, chance) for name in names}
    if chance.random() < 0.85:
        _relate(values, known, chance)
    return kind(**values)


def _relate(values: dict[str, Any], known: Known, chance: Random) -> None:
    """What belongs together: a motion and its meeting, a basis and its kind, what a resolution is about."""
    if "subject" in values and isinstance(values.get("kind"), MotionKind):
        pool = known.of(ABOUT.get(values["kind"], "organization"))
        values["subject"] = pool[-1] if pool else None
    if "record" in values and (pool := known.of(BASES[values["kind"]])):
        values["record"] = chance.choice(pool)
    funding = [one for one, about in known.subjects.items() if known.kinds.get(about) == "fund"]
    if values.get("kind") is BasisKind.RESOLUTION and funding:
        values["resolution"] = funding[-1]
    for inside in [values[name] for name in values if name in INSIDE]:
        home = known.homes.get(inside) if isinstance(inside, UUID) else None
        kind = known.kinds.get(home) if home else None
        if kind in values:
            values[kind] = home
        elif "record" in values and kind == "meeting":
            values["kind"], values["record"] = BasisKind.RESOLUTION, home
    deciding = values.get("decision") or values.get("basis")
    resolution = deciding.resolution if isinstance(deciding, Decision | Basis) else values.get("resolution")
    about = known.subjects.get(resolution) if isinstance(resolution, UUID) else None
    kind = known.kinds.get(about) if about else None
    if kind in values:
        values[kind] = about


def _value(hint: Any, name: str, known: Known, chance: Random) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(one for one in arguments if one is not type(None))
        return (
            None
            if chance.random() < (0.7 if name == "decision" else 0.5)
            else _value(inner, name, known, chance)
        )
    if origin is tuple:
        if name in ORGANIZATIONS:
            there = known.of("organization")
            return tuple(chance.sample(there, chance.randint(min(1, len(there)), len(there))))
        most = 5 if name in ("members", "indicators", "ballots") else 3
        return tuple(
            _value(arguments[0], name, known, chance) for _ in range(chance.choice([0, 1, 1, 2, most]))
        )
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
    pool = known.of("organization" if name in ORGANIZATIONS else name)
    if name in ORGANIZATIONS and chance.random() < 0.5:
        pool = pool[:4]  # members from the beginning
    if not pool or chance.random() < 0.05:
        pool = [one for some in known.streams.values() for one in some] + known.commands + [FOREIGN]
    if name not in ORGANIZATIONS and chance.random() < 0.4:
        return pool[-1]
    return chance.choice(pool)


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
        "tier": [tier.code for tier in known.charter.tiers] * 3 + ["NONE"],
        "original_sha256": ["0" * 64, "1" * 64, "no digest"],
        "stored_sha256": ["2" * 64, "3" * 64, "no digest"],
        "media_type": ["image/jpeg", "none"],
        "period": ["2026", "2026-Q1", "2026-H1", "2026-03", "2026-04"],
        "digest": ["A" * 43, "B" * 43, "no digest"],
        "start_time": ["09:00", "25:00"],
        "scheme": ["s", "t"],
        "indicator": ["i", "i", "v", "j"],
        "code": ["i", "s", *(meeting.code for meeting in known.charter.meetings)],
        "item": [item.code for item in known.charter.funds.items] if known.charter.funds else ["NONE"],
        "starts_at": ["09:00", "10:00"],
        "ends_at": ["11:00", "12:00"],
    }
    if known.charter.resources:
        choices["list_code"] = [one.code for one in known.charter.resources.lists]
    return chance.choice(choices.get(name, ["甲", "乙", "丙", "丁", "戊", "己", ""]))


_PLAIN: dict[Any, Callable[[str, Known, Random], Any]] = {
    UUID: _id,
    date: _day,
    int: _number,
    str: _text,
    bool: lambda _, __, chance: chance.random() < 0.5,
    Decimal: lambda _, __, chance: Decimal(
        chance.choice(["0", "1", "5.5", "10", "10.01", "100", "0.005", "-1"])
    ),
    Narrative: lambda _, __, chance: Narrative(chance.choice(["说明", "某同志说", "情况", ""])),
    Personal: lambda name, __, ___: Personal(uuid5(FOREIGN, name), {"name": "王"}),
}
