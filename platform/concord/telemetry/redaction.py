"""The last net under the rule that no token, password or personal value is ever logged."""

import re
from typing import Any

from structlog.typing import EventDict, WrappedLogger

SECRET_NAMES = frozenset(
    ("authorization", "cookie", "key", "password", "phone", "secret", "text", "token", "values", "variables")
)
JWT = re.compile(r"\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*")
URL_PASSWORD = re.compile(r"(?<=://)([^:/?#\s@]*):[^@/\s]+@")
HIDDEN = "…"


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Members with a secret's name lose their value; tokens and passwords inside texts are cut out."""
    return {name: HIDDEN if name.lower() in SECRET_NAMES else _clean(value) for name, value in event.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return URL_PASSWORD.sub(rf"\1:{HIDDEN}@", JWT.sub(HIDDEN, value))
    if isinstance(value, dict):
        return {name: HIDDEN if str(name).lower() in SECRET_NAMES else _clean(v) for name, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
