"""One pass over a ledger: every entry, every tile and every checkpoint that there is, each by its own rules,
and all of them against what was signed."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cryptography.x509 import Certificate

from concord.verifying.canonical import is_settled
from concord.verifying.checkpoint import Checkpoint, claimed, not_signed, open_checkpoint
from concord.verifying.faults import Fault, Sentence, Wrong, missing_entry
from concord.verifying.history import SignedHistory
from concord.verifying.merkle import HASH_BYTES, leaf_hashes
from concord.verifying.note import Note, VerifierKey
from concord.verifying.origins import Begun, trusted_for
from concord.verifying.place import Places
from concord.verifying.receipt import Receipt, is_receipt, read_receipt
from concord.verifying.sources import Held, Source
from concord.verifying.sources.paths import tile_path
from concord.verifying.stamp import Stamps
from concord.verifying.successions import Succession, successions
from concord.verifying.tree import WIDTH, TileTree, split, tile_root

Progress = Callable[[int, int], None]
"""(entries done, of how many)."""


class Verified(NamedTuple):
    """What was checked, and what was found. Without faults everything held."""

    checkpoint: Checkpoint
    held: Held
    first_recorded_at: str
    last_recorded_at: str
    checkpoints: int
    """Signed earlier, with the root that the ledger has at their size."""
    tiles: int
    faults: Sequence[Wrong]
    """The first position that is wrong comes first."""
    stamps: Stamps | None = None
    """Time stamps that hold; None where no authority was given to judge them by."""
    witnessed: Mapping[VerifierKey, int] = {}
    """Of each witness whose key was given: how many entries it has cosigned."""
    succeeded: Sequence[Succession] = ()
    """Keys that one of the trusted ones has vouched for, and that are trusted for it."""
    begun: Sequence[Begun] = ()
    """Origins that began among the entries held, after sealed ones were lost for good."""


async def verify(
    source: Source,
    keys: Sequence[VerifierKey],
    kept: Sequence[bytes] = (),
    progress: Progress = lambda done, total: None,
    authorities: Sequence[Certificate] = (),
) -> Verified:
    """Checks all that a source holds.

    `keys`: those that are trusted. `kept`: checkpoints and receipts from earlier that this ledger has to
    continue. One that a key of long ago has signed, which nobody here knows, holds if it says what the ledger
    has at its size.
    `authorities`: certificates by which time stamps are judged; without them, none is looked at.
    Raises `Wrong` where nothing that is signed by one of the keys can be compared with.
    """
    held = await source.held()
    succeeded = successions(keys, held.successions)
    trusted = [*keys, *(one.new for one in succeeded)]

    def opened_(raw: bytes) -> Checkpoint:
        return open_checkpoint(raw, trusted_for(raw, trusted))

    def kept_(raw: bytes) -> Checkpoint:
        try:
            return opened_(raw)
        except Wrong as wrong:
            if wrong.fault is not Fault.NOT_SIGNED:
                raise
            return claimed(raw)

    signed = opened_(held.checkpoint)
    receipts = [read_receipt(raw) for raw in kept if is_receipt(raw)]
    earlier = [kept_(raw) for raw in kept if not is_receipt(raw)]
    received = [Receipt(one.position, one.proof, kept_(one.checkpoint)) for one in receipts]
    earlier += [one.checkpoint for one in received]
    earlier += [opened_(raw) async for raw in source.checkpoints()]
    stamps = None
    if authorities:
        opened = [(opened_(one.checkpoint), one) async for one in source.stamps()]
        # A period's bundle has tiles to compare with from its first tile on.
        begin = (held.first - 1) // WIDTH * WIDTH
        stamped = [(checkpoint, one) for checkpoint, one in opened if begin < checkpoint.size <= held.last]
        earlier += [checkpoint for checkpoint, _ in stamped]
        stamps = Stamps(stamped, authorities)
    found = await _Pass(source, held, signed, SignedHistory(earlier, signed), stamps).run(progress)
    wrong = [fault for one in received if (fault := await _not_proven(source, held, one)) is not None]
    for raw in held.receipts:
        try:
            read = read_receipt(raw)
            brought = Receipt(read.position, read.proof, opened_(read.checkpoint))
            fault = await _not_proven(source, held, brought)
        except Wrong as refused:
            fault = refused
        wrong += [fault] if fault is not None else []
    return found._replace(succeeded=succeeded, faults=[*found.faults, *wrong])


async def _not_proven(source: Source, held: Held, receipt: Receipt) -> Wrong | None:
    """What is wrong with a receipt of one of the entries held."""
    position = receipt.position
    if not held.first <= position <= held.last:
        return missing_entry(position)
    start = (position - 1) // WIDTH * WIDTH
    first = max(held.first, start + 1)
    try:
        entries = await anext(source.entries(first, min(held.last, start + WIDTH)))
        receipt.proves(entries[position - first])
    except Wrong as wrong:
        return wrong
    return None


class _Pass:
    """The state of one pass from the first leaf to the last."""

    def __init__(
        self, source: Source, held: Held, signed: Checkpoint, history: SignedHistory, stamps: Stamps | None
    ) -> None:
        self._source = source
        self._held = held
        self._signed = signed
        self._history = history
        self._stamps = stamps
        self._places = Places(held.tenant, held.first - 1)
        self._above: list[tuple[int, int, Sequence[bytes]]] = []
        self._tree = TileTree(lambda *tile: self._above.append(tile))
        self._tiles = 0
        self._differs: int | None = None
        """First position where entry and tile disagree: which one is wrong shows at the end."""
        self._spoilt: list[Wrong] = []
        """Tiles above the leaves that disagree with what is below them."""
        self._misplaced = False
        self._faults: list[Wrong] = []

    async def run(self, progress: Progress) -> Verified:
        held, signed = self._held, self._signed
        if held.tenant not in signed.origin.split("/"):
            self._faults.append(Wrong(Fault.ORIGIN_DIFFERS, found=signed.origin, expected=held.tenant))
        if held.last > signed.size:
            what = Sentence(f"签到第 {held.last} 条的检查点", f"A checkpoint that covers entry {held.last}")
            self._faults.append(Wrong(Fault.MISSING, what=what))
        try:
            root = await self._root(progress)
        except Wrong as missing:
            self._faults.append(missing)
        else:
            self._conclude(root)
        # A root that differs gives a range; whatever names one position says more.
        self._faults.sort(key=lambda wrong: (wrong.fault is Fault.ROOT_DIFFERS, wrong.position or 0))
        return Verified(
            signed,
            held,
            self._places.first_recorded_at,
            self._places.recorded_at,
            self._history.matched,
            self._tiles,
            self._faults,
            self._stamps,
            self._history.witnessed,
            begun=self._places.begun,
        )

    async def _root(self, progress: Progress) -> bytes:
        """Of the whole ledger: from its entries, and from tiles where a period's bundle holds no entries."""
        size, leaves = self._signed.size, list[bytes]()
        entries = self._source.entries(self._held.first, self._held.last)
        for start in range(0, size, WIDTH):
            end = min(start + WIDTH, size)
            earlier = self._history.within(start, end)
            if start < self._held.last and end >= self._held.first:
                leaves = await self._hashed(await anext(entries), start, end)
            elif end - start < WIDTH or any(one.size < end for one in earlier):
                leaves = split(await self._demand(0, start // WIDTH, end - start))
            else:
                leaves = []
            for one in earlier:
                if one.size < start + WIDTH:
                    self._history.compare(
                        one, self._tree.root(leaves[: one.size - start]), self._places.begun
                    )
            if end - start == WIDTH:
                self._tree.add(tile_root(leaves) if leaves else await self._node(start // WIDTH))
                await self._check_above()
                leaves = []
            for one in earlier:
                if one.size == start + WIDTH:
                    self._history.compare(one, self._tree.root(), self._places.begun)
            progress(end, size)
        self._above += self._tree.open_tiles()
        await self._check_above()
        return self._tree.root(leaves)

    async def _hashed(self, raw: Sequence[bytes], start: int, end: int) -> list[bytes]:
        """Leaf hashes of a tile, from the entries of it that are held; compared with the tile itself."""
        hashes = leaf_hashes(raw)
        self._check_places(raw)
        if len(hashes) == end - start:
            tile = await self._source.tile(0, start // WIDTH, end - start)
        else:
            tile = await self._demand(0, start // WIDTH, end - start)
            before = max(0, self._held.first - 1 - start)
            around = split(tile)
            hashes = around[:before] + hashes + around[before + len(hashes) :]
        if tile is not None:
            self._compare_leaves(tile, hashes, start)
        return hashes

    def _check_places(self, raw: Sequence[bytes]) -> None:
        if self._misplaced:
            return  # what follows a wrong entry cannot be judged by its place any more
        places, stamps = self._places, self._stamps
        settled = is_settled(b"".join(raw))
        try:
            for entry in raw:
                places.take(entry, settled)
                if stamps is not None:
                    stamps.judge(places.position, places.recorded_at)
        except Wrong as wrong:
            self._misplaced = True
            self._faults.append(wrong)

    def _compare_leaves(self, tile: bytes, hashes: Sequence[bytes], start: int) -> None:
        self._tiles += 1
        if tile != b"".join(hashes) and self._differs is None:
            self._differs = start + 1 + _first_difference(split(tile), hashes)

    async def _check_above(self) -> None:
        """Tiles above the leaves: each hash in them is over a full tile of the level below."""
        for level, index, hashes in self._above:
            tile = await self._source.tile(level, index, len(hashes))
            if tile is None:
                continue
            self._tiles += 1
            if tile != b"".join(hashes):
                at = index * WIDTH + _first_difference(split(tile), hashes)
                self._spoilt.append(Wrong(Fault.TILE_DIFFERS, position=at * WIDTH**level + 1))
        self._above.clear()

    async def _node(self, index: int) -> bytes:
        """The root of a tile that is not held, as the tile above has it."""
        full = self._signed.size // WIDTH
        first = index - index % WIDTH
        above = split(await self._demand(1, index // WIDTH, min(WIDTH, full - first)))
        return above[index - first]

    async def _demand(self, level: int, index: int, width: int) -> bytes:
        tile = await self._source.tile(level, index, width)
        if tile is None or len(tile) != width * HASH_BYTES:
            position = index * WIDTH ** (level + 1) + 1
            raise Wrong(Fault.MISSING, position=position, what=tile_path(level, index, width))
        return tile

    def _conclude(self, root: bytes) -> None:
        """The checkpoint decides between an entry and a tile that disagree."""
        signed, history = self._signed, self._history
        intact = root == signed.root
        if intact:
            history.take_witnesses(signed)
        if intact or self._differs is None:
            self._faults += self._spoilt
        if self._differs is not None:
            fault = Fault.TILE_DIFFERS if intact else Fault.LEAF_DIFFERS
            self._faults.append(Wrong(fault, position=self._differs))
        if history.differing is not None and intact:
            self._faults.append(
                Wrong(
                    Fault.CONSISTENCY_WRONG,
                    position=history.upto + 1,
                    since=history.differing.size,
                    to=signed.size,
                )
            )
        if not intact:
            upto = history.differing.size if history.differing else signed.size
            self._faults.append(Wrong(Fault.ROOT_DIFFERS, position=history.upto + 1, upto=upto))
        unknown = history.within(signed.size, 2**63)
        for one in [*history.unproven, *(one for one in unknown if not one.signers)]:
            self._faults.append(not_signed(Note.parse(one.raw)))
        for one in unknown:
            if not one.signers:
                continue
            if any(origin.explains(one.origin, one.size, one.root) for origin in self._places.begun):
                continue
            self._faults.append(
                Wrong(Fault.CONSISTENCY_WRONG, position=signed.size + 1, since=one.size, to=signed.size)
            )


def _first_difference(stored: Sequence[bytes], hashes: Sequence[bytes]) -> int:
    pairs = zip(stored, hashes, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(stored), len(hashes)))
