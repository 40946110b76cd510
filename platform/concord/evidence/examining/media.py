"""Sound and film: containers walked from end to end, so that nothing hides in or behind them.

What is no sound and no picture (tags, comments, place of capture) is left out or blanked.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from concord.evidence.examining.verdict import Fault, Refused, Wanted

PIECE = 1 << 18


class Box(NamedTuple):
    """One box of ISO/IEC 14496-12: a length, a name, a content."""

    name: bytes
    start: int
    """Of the whole box, in the file."""
    content: int
    """Where the content begins."""
    end: int


_TOP = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"moof", b"mfra", b"sidx", b"styp"}
_BLANKED = {b"free", b"skip", b"uuid", b"udta", b"meta"}
"""Names of boxes that hold remarks; their contents are overwritten, and the rest stays where it is."""
_LOCATED = {b"udta", b"meta"}
_WITHIN = {b"moov", b"trak", b"moof", b"traf"}
"""Boxes that hold boxes of those names."""
_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4"}


def check_film(wanted: Wanted) -> str:
    """MP4, M4A and QuickTime. Raises `Refused`."""
    boxes = list(_boxes(wanted, 0, wanted.size))
    names = [box.name for box in boxes]
    if names[0] != b"ftyp" or not {b"moov", b"mdat"} <= set(names) or not set(names) <= _TOP:
        raise Refused(Fault.DAMAGED)
    _copy(wanted, 0, wanted.size)
    _blank(wanted, boxes)
    wanted.source.seek(boxes[0].content)
    return _BRANDS.get(wanted.source.read(4), "video/mp4")


def _boxes(wanted: Wanted, start: int, end: int) -> Iterator[Box]:
    while start < end:
        wanted.source.seek(start)
        head = wanted.source.read(16)
        if len(head) < 8:
            raise Refused(Fault.DAMAGED)
        length, content = int.from_bytes(head[:4]), start + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16]), start + 16
        stop = start + length if length else end
        if stop > end or stop < content:
            raise Refused(Fault.DAMAGED)
        yield Box(head[4:8], start, content, stop)
        start = stop


def _blank(wanted: Wanted, boxes: list[Box]) -> None:
    """Renames boxes of remarks to `free` and fills them with zeros: no offset in the file changes."""
    for box in boxes:
        if box.name in _BLANKED and not (wanted.location and box.name in _LOCATED):
            wanted.target.seek(box.start + 4)
            wanted.target.write(b"free")
            _zero(wanted, box)
        elif box.name in _WITHIN:
            _blank(wanted, list(_boxes(wanted, box.content, box.end)))


def _zero(wanted: Wanted, box: Box) -> None:
    wanted.target.seek(box.content)
    for start in range(box.content, box.end, PIECE):
        wanted.target.write(bytes(min(PIECE, box.end - start)))


def check_wave(wanted: Wanted) -> str:
    """RIFF/WAVE: keeps format and samples, and no other chunk. Raises `Refused`."""
    head = wanted.source.read(12)
    if int.from_bytes(head[4:8], "little") + 8 != wanted.size:
        raise Refused(Fault.DAMAGED)
    kept = {name: span for name, *span in _chunks(wanted) if name in (b"fmt ", b"data")}
    if set(kept) != {b"fmt ", b"data"}:
        raise Refused(Fault.DAMAGED)
    total = sum(8 + length + length % 2 for _, length in kept.values())
    wanted.target.write(struct.pack("<4sI4s", b"RIFF", 4 + total, b"WAVE"))
    for name in (b"fmt ", b"data"):
        start, length = kept[name]
        wanted.target.write(struct.pack("<4sI", name, length))
        _copy(wanted, start, start + length)
        wanted.target.write(bytes(length % 2))
    return "audio/wav"


def _chunks(wanted: Wanted) -> Iterator[tuple[bytes, int, int]]:
    start = 12
    while start < wanted.size:
        wanted.source.seek(start)
        head = wanted.source.read(8)
        length = int.from_bytes(head[4:8], "little")
        if len(head) < 8 or start + 8 + length > wanted.size:
            raise Refused(Fault.DAMAGED)
        yield head[:4], start + 8, length
        start += 8 + length + length % 2


_BITRATES = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s by (version, layer III) as the header of a frame spells them, ISO/IEC 11172-3 and 13818-3."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def check_mp3(wanted: Wanted) -> str:
    """MPEG audio, layer III: keeps the frames, and no tag. Raises `Refused`."""
    start, end = _after_id3v2(wanted), wanted.size
    wanted.source.seek(max(end - 128, 0))
    if wanted.source.read(3) == b"TAG":
        end -= 128
    at = start
    while at < end:
        wanted.source.seek(at)
        length = _frame(wanted.source.read(4))
        if at + length > end:  # a recording that was cut off in its last frame
            break
        at += length
    if at == start:
        raise Refused(Fault.DAMAGED)
    _copy(wanted, start, at)
    return "audio/mpeg"


def _after_id3v2(wanted: Wanted) -> int:
    wanted.source.seek(0)
    head = wanted.source.read(10)
    if head[:3] != b"ID3":
        return 0
    length = 0
    for seven in head[6:10]:
        length = length << 7 | seven & 0x7F
    return 10 + length + (10 if head[5] & 0x10 else 0)


def _frame(head: bytes) -> int:
    """Bytes of the frame that begins with these four."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        raise Refused(Fault.DAMAGED)
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    if (version, layer) not in _BITRATES or rate in (0, 15) or frequency == 3:
        raise Refused(Fault.DAMAGED)
    samples = 144_000 if version == 3 else 72_000
    return samples * _BITRATES[version, layer][rate] // _RATES[version][frequency] + (head[2] >> 1 & 1)


def _copy(wanted: Wanted, start: int, end: int) -> None:
    wanted.source.seek(start)
    while start < end and (piece := wanted.source.read(min(PIECE, end - start))):
        wanted.target.write(piece)
        start += len(piece)
