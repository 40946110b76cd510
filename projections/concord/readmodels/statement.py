"""SQL files as they are run: one statement per file, its parameters by name, its conditions optional.

A line that ends in `-- if <name>` stays only where that parameter is given. So each combination of
filters is a statement of its own, with a plan of its own: `($3 is null or column = $3)` would be planned
once for all of them, and scan where an index would do.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_OPTIONAL = re.compile(r"--\s*if\s+(\w+)\s*$")
_COMMENT = re.compile(r"--.*$", re.MULTILINE)
_PARAMETER = re.compile(r"(?<!:):([a-z][a-z_]*)")


@cache
def _source(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def statement(file: Path, given: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The text to prepare and the names of its parameters in the order $1, $2, ...

    `given` names the optional lines to keep; a name that no line mentions is harmless.
    """
    kept = (
        line
        for line in _source(file).splitlines()
        if (option := _OPTIONAL.search(line)) is None or option[1] in given
    )
    text = _COMMENT.sub("", "\n".join(kept)).strip().rstrip(";")
    names = tuple(dict.fromkeys(_PARAMETER.findall(text)))
    return _PARAMETER.sub(lambda match: f"${names.index(match[1]) + 1}", text), names


def bind(file: Path, parameters: Mapping[str, Any], *options: str) -> tuple[str, list[Any]]:
    """Statement and arguments for asyncpg; a parameter that is None counts as not given.

    Raises KeyError where the statement needs a parameter that is missing.
    """
    given = frozenset(name for name, value in parameters.items() if value is not None)
    text, names = statement(file, given.union(options))
    return text, [parameters[name] for name in names]
