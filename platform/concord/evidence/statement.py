"""The SQL of this package, from files."""

from functools import cache
from importlib.resources import files


@cache
def sql(name: str) -> str:
    """The statement in `statements/<name>.sql`."""
    return (files(__package__) / "statements" / f"{name}.sql").read_text("utf-8")
