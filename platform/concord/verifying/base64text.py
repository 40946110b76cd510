"""Base64 of which there is one spelling only."""

import base64
import binascii


def decode(text: str) -> bytes | None:
    """The bytes of standard, padded base64 (RFC 4648, 4); None if it is spelled in any other way.

    Python lets bits beyond the last byte be anything: the same bytes would have several texts.
    """
    try:
        value = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return value if base64.b64encode(value).decode() == text else None
