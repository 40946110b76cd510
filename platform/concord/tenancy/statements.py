"""SQL from files, one statement each."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files


def statements_of(package: str) -> Callable[[str], str]:
    """Reads a package's `statements/<name>.sql` by name, each once."""

    @cache
    def sql(name: str) -> str:
        return (files(package) / "statements" / f"{name}.sql").read_text("utf-8")

    return sql
