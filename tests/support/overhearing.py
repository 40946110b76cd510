"""No log of the whole run holds a personal value, a text that somebody wrote, or a token.

Every value that is made into a disclosure in this process is remembered; at the end what the run has
logged is searched for them: what was captured of each test, and the log files of servers and child
processes, in which also any mobile number and any token is one too many, for those processes know values
that we do not.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from concord.privacy.disclosures import Undisclosed

MOBILE = re.compile(r"(?<![\w.-])1[3-9]\d{9}(?![\w.-])")
TOKEN = re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]{3,}")
LONG_ENOUGH = 3
"""Characters of a value that is searched for: shorter ones are in other words by chance."""


class Overhearing:
    """Of one run."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._heard: dict[str, set[str]] = {}
        self._of = Undisclosed.of

    def begin(self) -> None:
        """Remembers every value from now on."""
        made = self._of

        def of(name: str, value: str, *more: Any) -> Undisclosed:
            self._values.add(value)
            return made(name, value, *more)

        Undisclosed.of = of  # type: ignore[method-assign]

    def hear(self, where: str, text: str) -> None:
        """What was logged somewhere: only what could be personal is kept of it."""
        found = {*TOKEN.findall(text), *MOBILE.findall(text), *CHINESE.findall(text)}
        if found:
            self._heard.setdefault(where, set()).update(found)

    def files(self, folder: Path) -> None:
        """Every log file in a folder."""
        for path in folder.rglob("*.log"):
            if path.is_file():
                self.hear(str(path), path.read_text("utf-8", "replace"))

    def told(self) -> Iterator[str]:
        """Where something was said that no log may hold; the value itself is not repeated."""
        values = {value for value in self._values if len(value) >= LONG_ENOUGH}
        for where, found in sorted(self._heard.items()):
            for one in sorted(found):
                if TOKEN.fullmatch(one):
                    yield f"a token in {where}"
                elif one in values or (where.endswith(".log") and MOBILE.fullmatch(one)):
                    yield f"a personal value ({one[:1]}…) in {where}"
                elif any(value in one for value in values if CHINESE.fullmatch(value)):
                    yield f"a name or a text ({one[:1]}…) in {where}"
