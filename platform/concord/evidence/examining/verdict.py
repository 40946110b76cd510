"""What the examination says."""

from enum import StrEnum
from typing import BinaryIO, NamedTuple

import msgspec


class Fault(StrEnum):
    """Why a file is refused."""

    TYPE = "TYPE"
    """None of the kinds that are taken."""
    LEGACY_OFFICE = "LEGACY_OFFICE"
    DAMAGED = "DAMAGED"
    """It begins as one of them and is not one to its end; or it is something else at the same time."""
    ENCRYPTED = "ENCRYPTED"
    ACTIVE = "ACTIVE"
    """It carries programs: macros, scripts, executables, files within."""
    BOMB = "BOMB"
    """Too much to unpack or to draw."""


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Verdict(msgspec.Struct, frozen=True):
    """What was found: a media type, or a fault."""

    media_type: str | None = None
    fault: Fault | None = None


class Wanted(NamedTuple):
    """What is examined, where what is kept of it goes, and what may stay in it."""

    source: BinaryIO
    target: BinaryIO
    size: int
    location: bool
    """Whether place and time of capture stay in it (定位水印)."""
