"""Brings a database to the newest schema: numbered files, forward only, one statement a query."""

import hashlib
import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import asyncpg

PLATFORM = (
    *("eventstore", "privacy", "projecting", "publishing", "ledger", "reacting", "subscribers"),
    *("lifecycle", "identity", "evidence"),
)


class Migration(NamedTuple):
    """One file: `component/name`, applied once."""

    component: str
    name: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text: an applied file that changed since is refused."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class MigrationChanged(Exception):
    """A file that was applied differs from what was applied."""


def collect() -> list[Migration]:
    """Every migration in the order it is applied: the platform's, then the read models' tables by name."""
    found = [
        m
        for component in PLATFORM
        for m in _files(component, _folder(f"concord.{component}") / "migrations", "")
    ]
    for model in sorted(entry_points(group="concord.readmodels"), key=lambda point: point.name):
        found += _files(f"readmodel:{model.name}", _folder(model.value), "tables")
    return found


def _folder(package: str) -> Path:
    """Of a package, which is not imported for it: that takes a second for all of them."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _files(component: str, folder: Path, prefix: str) -> list[Migration]:
    if not folder.is_dir():
        return []
    chosen = [f for f in folder.iterdir() if f.name.endswith(".sql") and f.name.startswith(prefix)]
    return [Migration(component, f.name, f.read_text("utf-8")) for f in sorted(chosen, key=lambda f: f.name)]


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: Citus takes one a query (docs/decisions/0004).

    Cuts at a semicolon that ends a line outside `$$ ... $$`.
    """
    lines: list[str] = []
    quoted = False
    for line in script.splitlines():
        if not lines and (not line.strip() or line.lstrip().startswith("--")):
            continue
        lines.append(line)
        if line.count("$$") % 2:
            quoted = not quoted
        if not quoted and re.search(r";\s*(--.*)?$", line):
            yield "\n".join(lines)
            lines = []
    if any(line.strip() for line in lines):
        yield "\n".join(lines)


async def migrate(owner_dsn: str) -> list[str]:
    """Applies what is missing and returns the names applied.

    Safe to run from several nodes at once: one holds the lock, the others wait and find nothing to do.
    Raises `MigrationChanged`.
    """
    connection = await asyncpg.connect(owner_dsn)
    try:
        async with connection.transaction():
            # Before the first table: two who create it at once fail, "if not exists" or not.
            await connection.execute("select pg_advisory_xact_lock(hashtext('concord.migration'))")
            await connection.execute("create schema if not exists concord")
            await connection.execute(
                "create table if not exists concord.migration"
                " (component text, name text, digest text not null, applied_at timestamptz not null,"
                " primary key (component, name))"
            )
            return await _apply_missing(connection)
    finally:
        await connection.close()


async def _apply_missing(connection: asyncpg.Connection) -> list[str]:
    await connection.execute("set local search_path = concord, pg_temp")
    rows = await connection.fetch("select component, name, digest from migration")
    applied = {(row["component"], row["name"]): row["digest"] for row in rows}
    names = []
    for migration in collect():
        known = applied.get((migration.component, migration.name))
        if known == migration.digest:
            continue
        if known is not None:
            raise MigrationChanged(f"{migration.component}/{migration.name} was applied with another content")
        for statement in statements(migration.text):
            try:
                await connection.execute(statement)
            except asyncpg.PostgresError as error:
                error.add_note(f"in {migration.component}/{migration.name}:\n{statement}")
                raise
        await connection.execute(
            "insert into migration (component, name, digest, applied_at)"
            " values ($1, $2, $3, clock_timestamp())",
            migration.component,
            migration.name,
            migration.digest,
        )
        names.append(f"{migration.component}/{migration.name}")
    return names
