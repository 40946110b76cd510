"""An export bundle: one tar file, laid out as a log's server would serve it (docs/audit.md)."""

import tarfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.sources import Held
from concord.verifying.sources.paths import split_entries, tile_path
from concord.verifying.stamp import Stamped, read_stamps
from concord.verifying.successions import split_notes
from concord.verifying.tree import WIDTH

MANIFEST = "manifest.json"
STAMPS = "timestamps.json"
"""Time stamps of checkpoints, where there are any."""
FORMAT = "concord-ledger-bundle/1"
SIGNED = "\\n— ".encode()
"""Ahead of each signature line of a checkpoint, as JSON has it."""
END = bytes(2 * tarfile.BLOCKSIZE)
"""Of every tar file."""


class Manifest(msgspec.Struct, kw_only=True):
    """What a bundle says of itself: whose it is, and which positions it holds."""

    format: str
    tenant: dict[str, Any]
    """`id`, `code`, `name`, `division_code`, `simulated`."""
    origin: str
    size: int
    first: int
    last: int
    made_at: str
    versions: dict[str, int]
    """Of the read models that the source ran."""


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator["Bundle"]:
    """As the other sources are opened. Raises `Wrong`."""
    with Bundle(path) as bundle:
        yield bundle


class SignedEarlier(msgspec.Struct):
    """A line of `checkpoints/`: one of the ledger's earlier checkpoints. Each file has those of one tile."""

    size: int
    note: str
    signed_at: str
    """By the sealer's clock; not part of what is signed."""


class Place(NamedTuple):
    """Of a member's content in the file."""

    offset: int
    size: int


class Bundle:
    """Reads members by name; nothing is ever unpacked. Use within `with`."""

    def __init__(self, path: Path) -> None:
        """Raises `Wrong` where the file is none, or not a whole one."""
        self._path = path
        try:
            self._file = path.open("rb")
        except OSError as error:
            why = Sentence("打不开，请检查路径和读取权限", f"it cannot be opened ({error.strerror})")
            raise Wrong(Fault.NOT_A_BUNDLE, file=path, why=why) from None
        try:
            self._places = _places(path, self._file)
            self.manifest = self._manifest()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def names(self, prefix: str) -> list[str]:
        """Members that begin with it, in the order of the file."""
        return [name for name in self._places if name.startswith(prefix)]

    def read(self, name: str) -> bytes | None:
        """A member's content."""
        place = self._places.get(name)
        if place is None:
            return None
        self._file.seek(place.offset)
        content = self._file.read(place.size)
        if len(content) != place.size:
            what = Sentence(
                f"{name} 的一部分（{place.size} 字节中只有 {len(content)}）",
                f"Part of {name} ({len(content)} of {place.size} bytes)",
            )
            raise Wrong(Fault.MISSING, what=what)
        return content

    def demand(self, name: str) -> bytes:
        """A member that must be there. Raises `Wrong`."""
        content = self.read(name)
        if content is None:
            raise Wrong(Fault.MISSING, what=name)
        return content

    async def held(self) -> Held:
        manifest = self.manifest
        keys = self.demand("keys").decode().splitlines()
        code = str(manifest.tenant["code"])
        notes = split_notes(self.read("successions") or b"")
        held = Held(code, self.demand("checkpoint"), manifest.first, manifest.last, keys, notes)
        receipts = [self.demand(name) for name in self.names("proofs/")]
        return held._replace(receipts=receipts, unsigned=self.names("human/"))

    async def entries(self, first: int, last: int) -> AsyncIterator[Sequence[bytes]]:
        while first <= last:
            upto = min(last, first - (first - 1) % WIDTH + WIDTH - 1)
            yield self._entries(first, upto)
            first = upto + 1

    async def tile(self, level: int, index: int, width: int) -> bytes | None:
        return self.read(tile_path(level, index, width))

    async def stamps(self) -> AsyncIterator[Stamped]:
        for one in read_stamps(self.read(STAMPS) or b"[]", STAMPS):
            yield one

    async def checkpoints(self) -> AsyncIterator[bytes]:
        signed = SIGNED + f"{self.manifest.origin} ".encode()
        own = f'"{self.manifest.origin}\\n'.encode()
        for name in self.names("checkpoints/"):
            lines = self.demand(name).splitlines()
            others = [line for line in lines[1:] if own not in line]  # of origins before
            cosigned = [line for line in lines[1:] if line.count(SIGNED) > line.count(signed)][-1:]
            for line in lines[:1] + others + cosigned:
                yield self._earlier(name, line).note.encode()

    def _entries(self, first: int, last: int) -> list[bytes]:
        found = split_entries(self.demand(entries_path(first, last)), first)
        if len(found) != last - first + 1:
            raise Wrong(
                Fault.MISSING,
                position=first,
                what=Sentence(f"第 {first} 至 {last} 条", f"An entry from {first} to {last}"),
            )
        return found

    def _earlier(self, name: str, line: bytes) -> SignedEarlier:
        try:
            return msgspec.json.decode(line, type=SignedEarlier)
        except msgspec.DecodeError as error:
            what = Sentence(f"{name} 中可读的检查点", f"A readable checkpoint in {name} ({error})")
            raise Wrong(Fault.MISSING, what=what) from None

    def _manifest(self) -> Manifest:
        content = self.read(MANIFEST)
        if content is None:
            why = Sentence(f"其中没有 {MANIFEST}", f"it has no {MANIFEST}")
            raise Wrong(Fault.NOT_A_BUNDLE, file=self._path, why=why)
        try:
            manifest = msgspec.json.decode(content, type=Manifest)
        except msgspec.DecodeError as error:
            why = Sentence(f"其中的 {MANIFEST} 格式不正确", f"{MANIFEST}: {error}")
            raise Wrong(Fault.NOT_A_BUNDLE, file=self._path, why=why) from None
        if manifest.format != FORMAT or not 1 <= manifest.first <= manifest.last <= manifest.size:
            why = Sentence(f"{MANIFEST} 不符合 {FORMAT}", f"{MANIFEST} is not of {FORMAT}")
            raise Wrong(Fault.NOT_A_BUNDLE, file=self._path, why=why)
        return manifest


def entries_path(first: int, last: int) -> str:
    """Where the entries of one tile are. Those of a period that begins within a tile have a name of their
    own: a tile's bundle begins with the tile."""
    index, offset = divmod(first - 1, WIDTH)
    return f"entries/{first}-{last}" if offset else tile_path("entries", index, last - first + 1)


def _places(path: Path, file: IO[bytes]) -> dict[str, Place]:
    """Raises `Wrong`. A tar file that is cut off between two members looks whole to most programs, so its end
    is looked for."""
    places: dict[str, Place] = {}
    end = 0
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                if member.name in places or not member.isreg():
                    # Of two members of one name each program takes another.
                    what = Sentence(f"唯一的普通文件 {member.name}", f"{member.name}: one regular file")
                    raise Wrong(Fault.MISSING, what=what)
                places[member.name] = Place(member.offset_data, member.size)
                end = member.offset_data + member.size + -member.size % tarfile.BLOCKSIZE
    except tarfile.TarError:
        if not places:
            why = Sentence("它不是 tar 文件", "it is not a tar file")
            raise Wrong(Fault.NOT_A_BUNDLE, file=path, why=why) from None
        raise Wrong(Fault.CUT_OFF, file=path) from None
    file.seek(end)
    if file.read(len(END)) != END:
        raise Wrong(Fault.CUT_OFF, file=path)
    return places
