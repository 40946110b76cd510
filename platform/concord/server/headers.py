"""What every answer tells a browser: to run nothing, to frame nothing, to guess nothing.

Set where the answer leaves, so that no handler and no error can forget it; what a handler says itself stands.
"""

from typing import Any

from litestar.config.cors import CORSConfig
from litestar.types import Message, Scope

from concord.settings import Settings

HEADERS = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"cache-control": b"no-store",
}
"""OWASP Secure Headers; HSTS is said by whoever brings TLS."""
READABLE = ["ratelimit", "ratelimit-policy", "retry-after", "x-correlation-id"]


async def secure(message: Message, _scope: Scope) -> None:
    """A `before_send` hook of Litestar."""
    if message["type"] == "http.response.start":
        headers: list[Any] = list(message.get("headers", ()))
        said = {name.lower() for name, _ in headers}
        message["headers"] = [*headers, *(one for one in HEADERS.items() if one[0] not in said)]


def cors(settings: Settings) -> CORSConfig | None:
    """Who else may call from a browser. Never with credentials: a token is sent by whoever has it."""
    origins = [one.strip() for one in settings.cors_origins.split(",") if one.strip()]
    if not origins:
        return None
    return CORSConfig(
        allow_origins=origins,
        allow_methods=["GET", "POST"],
        allow_headers=["accept-language", "authorization", "content-type", "x-correlation-id"],
        expose_headers=READABLE,
        allow_credentials=False,
    )
