"""Any OpenID Connect issuer: its keys, found by discovery (OpenID Connect Discovery 1.0, section 4)."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import jwt
import msgspec
import structlog
from jwt import PyJWKSet

from concord.identity.claims import ClaimNames
from concord.identity.failures import BAD_TOKEN, ISSUER_AWAY, Unauthenticated

TIMEOUT = 5.0
"""Seconds to wait for the issuer; a login that takes longer is refused, and can be tried again."""
LIFESPAN = 60.0
"""Seconds after which the keys are asked for again: a key that the issuer took back is refused when that has
been answered."""
PAUSE = 2.0
"""Seconds between two questions, whatever tokens with unknown keys are sent."""
PATIENCE = 600.0
"""Seconds that known keys stay good while the issuer does not answer."""
MOST_BYTES = 1_000_000
FAILURES = (OSError, jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError)

log = structlog.get_logger()


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One issuer that a deployment trusts."""

    issuer: str
    """Exactly as in the tokens' `iss`; https, or http on a loopback address."""
    audience: str
    jwks_uri: str | None = None
    """Where its keys are, if it has no discovery document."""
    claims: ClaimNames = ClaimNames()
    tenants: tuple[str, ...] | None = None
    """Codes it may speak for; None: all of this deployment."""


class OidcKeys:
    """The keys of one issuer, asked for when first needed, when a new key id appears, and once a minute.

    Nobody whose key is known waits for that: an issuer that hangs would stop everybody.
    """

    def __init__(self, settings: OidcSettings, clock: Callable[[], float] = time.monotonic) -> None:
        _require_https(settings.issuer)
        self._settings = settings
        self._clock = clock
        self._keys: dict[str, object] = {}
        self._had_at = self._asked_at = float("-inf")
        self._asking = asyncio.Lock()
        self._refreshing: asyncio.Task[None] | None = None

    async def key_for(self, key_id: str) -> object:
        """The public key with this id. Raises `Unauthenticated` if there is none or nobody answers."""
        if key_id not in self._keys or self._is_forgotten():
            await self._ask_if_due(key_id)
        elif self._is_due(key_id) and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.create_task(self._ask_if_due(key_id))
        if self._is_forgotten():
            raise Unauthenticated(ISSUER_AWAY)
        if key_id not in self._keys:
            raise Unauthenticated(BAD_TOKEN)
        return self._keys[key_id]

    def _is_forgotten(self) -> bool:
        return self._clock() - self._had_at > PATIENCE

    def _is_due(self, key_id: str) -> bool:
        now = self._clock()
        wanted = key_id not in self._keys or now - self._had_at > LIFESPAN
        return wanted and now - self._asked_at > PAUSE

    async def _ask_if_due(self, key_id: str) -> None:
        async with self._asking:  # whoever waited finds it answered
            if self._is_due(key_id):
                await self._ask()

    async def _ask(self) -> None:
        try:
            self._keys = await asyncio.to_thread(self._fetch)
            self._had_at = self._clock()
        except FAILURES as error:
            log.warning("the identity provider gave no keys", reason=repr(error)[:200])
        finally:
            self._asked_at = self._clock()  # after it: the pause is none while somebody waits ten seconds

    def _fetch(self) -> dict[str, object]:
        uri = self._settings.jwks_uri or _discover(self._settings.issuer)
        _require_https(uri)
        found = PyJWKSet.from_dict(_json(uri))
        return {
            key.key_id: key.key for key in found.keys if key.key_id and key.public_key_use in ("sig", None)
        }


def _discover(issuer: str) -> str:
    document = _json(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if document["issuer"] != issuer:
        raise ValueError("the discovery document names another issuer")
    return str(document["jwks_uri"])


def _json(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - https, checked by the caller
        document: dict[str, Any] = json.loads(answer.read(MOST_BYTES))
    return document


def _require_https(url: str) -> None:
    """Keys over plain http are keys from whoever is in between; loopback is for tests."""
    parts = urlsplit(url)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise ValueError(f"an OIDC issuer's address must begin with https://, this is {url!r}")
