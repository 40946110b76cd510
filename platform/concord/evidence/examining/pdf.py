"""PDF: one document from its first byte to its last, readable by everybody, without programs."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from concord.evidence.examining.verdict import Fault, Refused, Wanted

TAIL = 1024
_END = b"%%EOF"
_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/RichMediaExecute",
    "/GoToE",
    "/Rendition",
)
_MEMBERS = ("/AA", "/JavaScript", "/JS", "/XFA", "/EmbeddedFiles", "/EF")
"""Of dictionaries that run something, or carry a file (ISO 32000-1: 7.7.4, 7.11.4, 12.6, 12.7.8)."""
_NAMED_BY_OTHERS = ("/Resources", "/DR", "/AP", "/Dests", "/StructTreeRoot", "/PieceInfo", "/Metadata")
"""Where members have names of the author's choice, and nothing is run."""


def check(wanted: Wanted) -> str:
    """Raises `Refused`."""
    wanted.source.seek(-min(TAIL, wanted.size), 2)
    tail = wanted.source.read()
    if tail.rpartition(_END)[2].strip(b"\r\n \0") or _END not in tail:
        raise Refused(Fault.DAMAGED)
    wanted.source.seek(0)
    reader = PdfReader(wanted.source)
    if reader.is_encrypted:
        raise Refused(Fault.ENCRYPTED)
    if not reader.pages:
        raise Refused(Fault.DAMAGED)
    for one in _dictionaries(reader.trailer["/Root"]):
        if any(name in one for name in _MEMBERS) or ("/S" in one and one["/S"] in _ACTIONS):
            raise Refused(Fault.ACTIVE)
    return "application/pdf"


def _dictionaries(catalog: Any) -> Iterator[Any]:
    """All that a reader comes to: pages, annotations, forms, outlines, and actions behind actions."""
    seen: set[int] = set()
    waiting = [catalog]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, dict):
            yield one
            waiting += [value for name, value in dict.items(one) if name not in _NAMED_BY_OTHERS]
        elif isinstance(one, list):
            waiting += list.__iter__(one)
