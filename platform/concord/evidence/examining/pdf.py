"""PDF: one document from its first byte to its last, readable by everybody, without programs."""

from typing import Any

from pypdf import PdfReader

from concord.evidence.examining.verdict import Fault, Refused, Wanted

TAIL = 1024
_END = b"%%EOF"
_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute")
_NAMES = ("/JavaScript", "/EmbeddedFiles")


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
    catalog: Any = reader.trailer["/Root"].get_object()
    names = _dictionary(catalog, "/Names")
    if any(name in names for name in _NAMES) or "/AA" in catalog:
        raise Refused(Fault.ACTIVE)
    if _dictionary(catalog, "/OpenAction").get("/S") in _ACTIONS:
        raise Refused(Fault.ACTIVE)
    return "application/pdf"


def _dictionary(parent: Any, name: str) -> dict[str, Any]:
    found = parent.get(name)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, dict) else {}
