"""Starting the examination in a process of its own, and what becomes of one that does not come back."""

import asyncio
import os
import sys
from typing import BinaryIO

import msgspec

from concord.evidence.examining.verdict import Fault, Refused, Verdict

PATIENCE = 60.0
"""Seconds of the wall clock."""


async def examined(source: BinaryIO, target: BinaryIO, *, location: bool) -> str:
    """The media type of `source`; what is to be kept is in `target`, which stays empty where nothing changes.

    Raises `Refused`; a file at which the examination dies or hangs is a `BOMB`.
    """
    numbers = source.fileno(), target.fileno()
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "concord.evidence.examining"),
        *(str(number) for number in numbers),
        "1" if location else "0",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        pass_fds=numbers,
        env={"PATH": os.defpath},  # no password of ours is in there
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await child.communicate()
    except TimeoutError:
        said = b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or not said:
        raise Refused(Fault.BOMB)
    verdict = msgspec.json.decode(said, type=Verdict)
    if verdict.media_type is None:
        raise Refused(verdict.fault or Fault.TYPE)
    return verdict.media_type
