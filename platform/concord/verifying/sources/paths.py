"""Names of tiles, as C2SP tlog-tiles spells them: in a bundle and on a server alike."""

from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.tree import WIDTH


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/x001/x234/067`, with `.p/<width>` where it is not full."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < WIDTH else "")


def split_entries(bundle: bytes, first: int) -> list[bytes]:
    """The entries of a bundle: each has its length in two bytes before it. `first`: position of its first.

    Raises `Wrong`.
    """
    entries, at, end = list[bytes](), 0, len(bundle)
    while at < end:
        begin = at + 2
        at = begin + (bundle[at] << 8 | bundle[begin - 1]) if begin <= end else end + 1
        if at > end:
            why = Sentence("所写长度超出内容", "length")
            raise Wrong(Fault.ENTRY_MALFORMED, position=first + len(entries), why=why)
        entries.append(bundle[begin:at])
    return entries
