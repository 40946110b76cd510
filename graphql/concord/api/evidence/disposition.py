"""`Content-Disposition` of a file that somebody named: what a browser saves, and never opens (RFC 6266)."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 150
EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
    "application/ofd": ("ofd",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow": ("ppsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "audio/wav": ("wav",),
    "video/mp4": ("mp4", "m4v"),
    "video/quicktime": ("mov",),
}
"""What a file of that kind is called at its end; by the first, where its name says something else."""
_ATTRIBUTE = "!#$&+-.^_`|~"
"""What RFC 8187 leaves as it is, beside letters and digits."""


def safe_name(name: str, media_type: str) -> str:
    """A file name that is one everywhere, and ends as its content is."""
    shown = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    shown = re.sub(r'[\\/:*?"<>|]', "_", shown).strip(" .")[:LONGEST] or "evidence"
    known = EXTENSIONS.get(media_type, ("bin",))
    return shown if shown.lower().endswith(tuple(f".{one}" for one in known)) else f"{shown}.{known[0]}"


def disposition(name: str) -> str:
    """`attachment`, with the name in plain ASCII for old readers and in UTF-8 (RFC 8187) for all others."""
    plain = re.sub(r"[^ -~]|[%\"\\]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_ATTRIBUTE)}"
