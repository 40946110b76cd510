"""Office documents: zip packages (OOXML, OpenDocument, OFD) that hold what they say, and no programs."""

import zipfile

from concord.evidence.examining.verdict import Fault, Refused, Wanted

MOST_ENTRIES = 5_000
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all entries together."""
PIECE = 1 << 16

_OOXML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    b"wordprocessingml.document.main+xml": "wordprocessingml.document",
    b"spreadsheetml.sheet.main+xml": "spreadsheetml.sheet",
    b"presentationml.presentation.main+xml": "presentationml.presentation",
    b"presentationml.slideshow.main+xml": "presentationml.slideshow",
}
_ODF = tuple(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
OFD = "application/ofd"
"""GB/T 33190, the format of official documents; the media type that its readers register."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"#!")
_ACTIVE = ("vbaproject.bin", "activex", "basic/", "scripts/", ".exe", ".dll", ".js", ".vbs", ".jar", ".class")


def check(wanted: Wanted) -> str:
    """Reads every entry to its end; returns the media type of the document. Raises `Refused`."""
    with zipfile.ZipFile(wanted.source) as package:
        _check_frame(package, wanted)
        media_type = _media_type(package)
        _unpack(package)
    return media_type


def _check_frame(package: zipfile.ZipFile, wanted: Wanted) -> None:
    """Nothing lies before the first entry, after the directory or in a comment: it would be another file."""
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(Fault.BOMB)
    if not entries or min(entry.header_offset for entry in entries) != 0 or package.comment:
        raise Refused(Fault.DAMAGED)
    wanted.source.seek(-22, 2)
    if wanted.source.read(4) != b"PK\x05\x06":
        raise Refused(Fault.DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Fault.ENCRYPTED)
    if any(mark in entry.filename.lower() for entry in entries for mark in _ACTIVE):
        raise Refused(Fault.ACTIVE)


def _media_type(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        types = package.read("[Content_Types].xml")
        if b"macroEnabled" in types:
            raise Refused(Fault.ACTIVE)
        found = [kind for main, kind in _MAIN.items() if main in types]
        if len(found) == 1:
            return _OOXML + found[0]
    if "OFD.xml" in names:
        return OFD
    first = package.infolist()[0]
    if first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and first.file_size < 100:
        named = package.read(first).decode("ascii", "replace")
        if named in _ODF:
            return named
    raise Refused(Fault.TYPE)


def _unpack(package: zipfile.ZipFile) -> None:
    """Every entry to its end, counted: what it says of its size need not be so."""
    total = 0
    for entry in package.infolist():
        with package.open(entry) as content:
            begins = True
            while piece := content.read(PIECE):
                total += len(piece)
                if total > MOST_UNPACKED:
                    raise Refused(Fault.BOMB)
                if begins and piece.startswith(_PROGRAMS):
                    raise Refused(Fault.ACTIVE)
                begins = False
