"""From the environment to `Settings`, or to one sentence that says what is wrong."""

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from typing import Any

from concord.settings.table import Settings

PREFIX = "CONCORD_"


class SettingError(Exception):
    """One sentence: which setting, why, and what would be right."""


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read and check every setting. Raises SettingError."""
    names = {field.metadata["name"] for field in table()}
    for name in environment:
        _refuse_misspelt(name, names)
    return Settings(**{field.name: _value(field, environment) for field in table()})


def table() -> Iterator[Field[Any]]:
    """The settings in the order of the documentation; `metadata` has name, default, check and meaning."""
    return iter(fields(Settings))


def _value(field: Field[Any], environment: Mapping[str, str]) -> Any:
    name, default = field.metadata["name"], field.metadata["default"]
    try:
        return field.metadata["check"](environment.get(name, default))
    except ValueError as error:
        raise SettingError(f"The setting {name} is wrong: {error}.") from None


def _refuse_misspelt(name: str, names: set[str]) -> None:
    """A misspelt name would silently leave the default in force."""
    if not name.startswith(PREFIX) or name in names:
        return
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.88)
    if near:
        raise SettingError(f"There is no setting {name}: write {near[0]}, or unset it.")
