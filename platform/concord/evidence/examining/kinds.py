"""Which examination a file gets, by how it begins."""

import os

from concord.evidence.examining import media
from concord.evidence.examining.verdict import Fault, Refused, Verdict, Wanted

HEAD = 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def judge(wanted: Wanted) -> Verdict:
    """As `examine`, whatever happens to a reader on the way."""
    try:
        return Verdict(media_type=examine(wanted))
    except Refused as refused:
        return Verdict(fault=refused.fault)
    except MemoryError:
        return Verdict(fault=Fault.BOMB)
    except Exception:  # what a reader trips over is a fault of what it reads
        return Verdict(fault=Fault.DAMAGED)


def examine(wanted: Wanted) -> str:
    """The media type; what may be kept is in `target`, or the source as it is where that stayed empty.

    Raises `Refused`. What begins like nothing that is taken is refused: programs, pages of the web, drawings
    that run scripts, archives, plain text.
    """
    wanted.source.seek(0, os.SEEK_SET)
    head = wanted.source.read(HEAD)
    wanted.source.seek(0, os.SEEK_SET)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4], head[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        from concord.evidence.examining import images  # decoders are slow to import: only the one needed

        return images.write_anew(wanted)
    if head.startswith(b"%PDF-"):
        from concord.evidence.examining import pdf

        return pdf.check(wanted)
    if head.startswith(b"PK\x03\x04"):
        from concord.evidence.examining import packages

        return packages.check(wanted)
    if head[4:8] == b"ftyp":
        return media.check_film(wanted)
    if (head[:4], head[8:12]) == (b"RIFF", b"WAVE"):
        return media.check_wave(wanted)
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return media.check_mp3(wanted)
    raise Refused(Fault.LEGACY_OFFICE if head.startswith(_OLE) else Fault.TYPE)
