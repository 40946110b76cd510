"""Making a bundle: member after member, always in the same order, so that it can be gone on with."""

import base64
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from concord.exporting import layout
from concord.exporting.archive import Archive
from concord.exporting.errors import ExportError
from concord.exporting.ledger import Ledger
from concord.ledger.tiles import WIDTH

Progress = Callable[[int, int], None]
"""(entries done, of how many)."""
DIGESTS = re.compile(rb'"_sd":\[([^\]]*)\]')
"""Salted digests of disclosures, as RFC 9901 names them: base64url, hence no bracket inside."""


class Contents(NamedTuple):
    """What a bundle holds: settled at its beginning, and kept when it is gone on with."""

    epoch: int
    size: int
    first: int
    last: int
    note: str


class Attachment(NamedTuple):
    """Members that somebody else makes of the same contents, to travel along."""

    names: Sequence[str]
    make: Callable[[Contents, Sequence[Path]], Awaitable[None]]
    """Writes each to its file, which is taken from there."""


class Exported(NamedTuple):
    """A finished bundle."""

    path: Path
    contents: Contents
    resumed: bool


async def export(
    ledger: Ledger,
    path: Path,
    since: datetime | None = None,
    until: datetime | None = None,
    versions: dict[str, int] | None = None,
    progress: Progress = lambda done, total: None,
    attachments: Sequence[Attachment] = (),
) -> Exported:
    """Writes `path`: everything that is sealed, or what was recorded from `since` and before `until`.

    Until it is complete it is called `<path>.partial`; asked again, it goes on there, with the checkpoint it
    began with. Memory does not grow with the ledger. `versions`: of the read models. Raises `ExportError`.
    """
    if path.exists():  # noqa: ASYNC240 - a look, before minutes of work
        raise ExportError(f"{path} is there already: remove it, or name another file.")
    unfinished = path.with_name(path.name + ".partial")
    archive = Archive(unfinished)
    try:
        resumed = layout.MANIFEST in archive.written
        contents = await _contents(ledger, archive, since, until, versions or {})
        await _write(ledger, archive, contents, progress)
        for one in attachments:
            await _attach(archive, contents, one, path)
        archive.finish()
    except BaseException:
        archive.close()
        if not archive.written:
            unfinished.unlink()
        raise
    unfinished.rename(path)
    return Exported(path, contents, resumed)


async def _contents(
    ledger: Ledger,
    archive: Archive,
    since: datetime | None,
    until: datetime | None,
    versions: dict[str, int],
) -> Contents:
    period = [None if one is None else one.isoformat() for one in (since, until)]
    begun = archive.read(layout.MANIFEST), archive.read(layout.CHECKPOINT)
    if begun[0] is not None and begun[1] is not None:
        manifest, note = orjson.loads(begun[0]), begun[1].decode()
        if (manifest["tenant"]["id"], manifest["period"]) != (str(ledger.tenant.id), period):
            raise ExportError(
                "The unfinished bundle is of another period or tenant: remove it, or name another."
            )
        epoch = await ledger.epoch(manifest["size"], note)
        return Contents(epoch, manifest["size"], manifest["first"], manifest["last"], note)
    sealed = await ledger.newest()
    whole = since is None and until is None
    first, last = (1, sealed.size) if whole else await ledger.period(since, until, sealed.size)
    manifest = {
        "format": layout.FORMAT,
        "tenant": {
            "id": str(ledger.tenant.id),
            "code": ledger.tenant.code,
            "name": ledger.tenant.name,
            "division_code": ledger.tenant.division_code,
            "simulated": ledger.tenant.simulated,
        },
        "origin": sealed.origin,
        "size": sealed.size,
        "first": first,
        "last": last,
        "period": period,
        "made_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "versions": versions,
    }
    archive.add(layout.MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2) + b"\n")
    archive.add(layout.CHECKPOINT, sealed.note.encode())
    return Contents(sealed.epoch, sealed.size, first, last, sealed.note)


async def _write(ledger: Ledger, archive: Archive, contents: Contents, progress: Progress) -> None:
    async def put(name: str, make: Callable[[], Awaitable[bytes]]) -> None:
        if name not in archive.written:
            archive.add(name, await make())

    epoch, size, first, last, _ = contents
    origins = await ledger.origins(epoch, size)
    tiles = (first - 1) // WIDTH, (last - 1) // WIDTH
    await put(layout.KEYS, lambda: _keys(ledger, contents))
    if notes := await ledger.successions():
        await put(layout.SUCCESSIONS, partial(_given, "\n".join(notes).encode()))
    for level, index, width in layout.upper_tiles(size):
        await put(layout.tile(level, index, width), partial(ledger.tile, epoch, level, index, width))
    for index in range(tiles[0], tiles[1] + 1):
        begin, end = max(first, index * WIDTH + 1), min(last, (index + 1) * WIDTH)
        width = min(WIDTH, size - index * WIDTH)
        tile = layout.tile(0, index, width)
        if tile not in archive.written:  # written last: where it is, its entries are
            raw = await ledger.entries(begin, end)
            await put(layout.entries(begin, end), partial(_given, layout.framed(raw)))
            _put_lines(archive, layout.disclosures(index), await _disclosures(ledger, raw))
            signed = await ledger.checkpoints(origins, index * WIDTH, index * WIDTH + width)
            _put_lines(archive, layout.checkpoints(index), [dict(row) for row in signed])
            await put(tile, partial(ledger.tile, epoch, 0, index, width))
        progress(end - first + 1, last - first + 1)
    stamps = await ledger.stamps(origins, tiles[0] * WIDTH, min(size, (tiles[1] + 1) * WIDTH))
    if stamps:
        await put(layout.STAMPS, partial(_given, _stamped(stamps)))
    for position in {first: None, last: None}:
        await put(layout.receipt(position), partial(ledger.receipt, position, size))
    if width := size % WIDTH:
        await put(layout.tile(0, size // WIDTH, width), partial(ledger.tile, epoch, 0, size // WIDTH, width))


async def _attach(archive: Archive, contents: Contents, attachment: Attachment, path: Path) -> None:
    if archive.written.keys() >= set(attachment.names):
        return
    drafts = [path.with_name(f"{path.name}.{Path(name).name}.partial") for name in attachment.names]
    try:
        await attachment.make(contents, drafts)
        for name, draft in zip(attachment.names, drafts, strict=True):
            if name not in archive.written:
                archive.add_file(name, draft)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _put_lines(archive: Archive, name: str, members: Sequence[dict[str, Any]]) -> None:
    if members and name not in archive.written:
        archive.add(name, b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in members))


async def _disclosures(ledger: Ledger, raw: Iterable[bytes]) -> list[dict[str, Any]]:
    digests = {
        digest.decode()
        for entry in raw
        for found in DIGESTS.findall(entry)
        for digest in re.findall(rb'"([^"]*)"', found)
    }
    return [
        {
            "digest": row["digest"],
            "key_id": str(row["key_id"]),
            "ciphertext": base64.b64encode(row["ciphertext"]).decode(),
        }
        for row in (await ledger.disclosures(digests) if digests else ())
    ]


def _stamped(stamps: Sequence[Mapping[str, Any]]) -> bytes:
    return orjson.dumps([{**one, "reply": base64.b64encode(one["reply"]).decode()} for one in stamps])


async def _keys(ledger: Ledger, contents: Contents) -> bytes:
    origin = contents.note.partition("\n")[0]
    return "".join(f"{key}\n" for key in await ledger.keys(origin)).encode()


async def _given(content: bytes) -> bytes:
    return content
