"""Writes the contract from the event classes, and says what is wrong with the committed one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from concord.commanding.command import Context
from concord.contract.asyncapi import document
from concord.contract.evolution import breaking
from concord.contract.folder import CLOUDEVENT_FILE, DOCUMENT, FOLDER, base, committed, load, text
from concord.contract.schemas import CLOUDEVENT, current
from concord.eventstore.mapper import Mapper

REMEDY = "give the event a new version and an upcaster"


def write(contexts: Sequence[Context], folder: Path = FOLDER) -> list[str]:
    """Brings the folder up to date; returns the names of the files that changed.

    A file whose event is gone is deleted if it was never part of the base revision: then nobody relies on it.
    """
    changed = []
    wanted = _wanted(contexts, folder)
    for name in _forgotten(contexts, folder):
        for file in (folder / "schemas" / f"{name}.json", folder / "examples" / f"{name}.json"):
            file.unlink(missing_ok=True)
        changed.append(name)
    for name, content in wanted.items():
        file = folder / name
        if not file.exists() or file.read_text("utf-8") != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
            changed.append(name)
    return changed


def check(contexts: Sequence[Context], folder: Path = FOLDER) -> list[str]:
    """What is wrong, one sentence each: stale files, and changes that break those who read events."""
    stale = [
        name
        for name, content in _wanted(contexts, folder).items()
        if not (folder / name).exists() or (folder / name).read_text("utf-8") != content
    ]
    if stale or _forgotten(contexts, folder):
        which = ", ".join(stale[:3]) or "an event is gone"
        return [f"domains/contract is stale ({which}): run `concord schema write` and commit it"]
    return list(judge(committed(base(folder), folder), load("schemas", folder), contexts))


def judge(before: dict[str, Any], now: dict[str, Any], contexts: Sequence[Context]) -> Iterator[str]:
    """Whether the schemas `now` may follow those `before`, given today's event classes."""
    mapper = Mapper(contexts)
    newest = current(mapper)
    for name, schema in before.items():
        if name not in now:
            yield f"{name} is gone: ledgers hold such events for ever"
        elif name in newest:
            yield from (f"{name}: {fault}; {REMEDY}" for fault in breaking(schema, now[name]))
        elif schema != now[name]:
            yield f"{name} was edited: a version that was followed by another stays as it was"
    for name in now.keys() - newest.keys():
        yield from _superseded(name, newest, mapper)


def _superseded(name: str, newest: dict[str, Any], mapper: Mapper) -> Iterator[str]:
    event, _, version = name.rpartition(".v")
    known, upcaster = mapper.types.get(event), f"upcast_v{version}_v{int(version) + 1}"
    if known is None or known.schema <= int(version):
        yield f"{name} has no event class: ledgers that hold it could not be read"
    elif not hasattr(known.event_class, upcaster):
        yield f"{event} has no {upcaster}: entries of version {version} could not be read"


def _wanted(contexts: Sequence[Context], folder: Path) -> dict[str, str]:
    """Content by file name: today's schemas, and the document over them and those of former versions."""
    newest = current(Mapper(contexts))
    gone = _forgotten(contexts, folder)
    former = {name: schema for name, schema in load("schemas", folder).items() if name not in gone}
    schemas = former | newest
    examples = {name: one for name, one in load("examples", folder).items() if name in schemas}
    return {
        CLOUDEVENT_FILE: text(CLOUDEVENT),
        **{f"schemas/{name}.json": text(schema) for name, schema in newest.items()},
        DOCUMENT: text(document(schemas, examples, contexts)),
    }


def _forgotten(contexts: Sequence[Context], folder: Path) -> set[str]:
    """Schemas that no class stands for and that were never part of the base revision."""
    mapper = Mapper(contexts)
    newest = current(mapper)
    unclaimed = {
        name
        for name in load("schemas", folder)
        if name not in newest and name.rpartition(".v")[0] not in mapper.types
    }
    return unclaimed - committed(base(folder), folder).keys() if unclaimed else set()
