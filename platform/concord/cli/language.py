"""The language of who reads: by LANG and its like (POSIX, 8.2), Chinese or English."""

import os
from collections.abc import Mapping

from concord.refusals import Message


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`zh` or `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def said(message: Message, **details: object) -> str:
    """The sentence in it."""
    return str(getattr(message, language())).format(**details)
