"""Any OpenID Connect issuer: its keys, found by discovery (OpenID Connect Discovery 1.0, section 4)."""

import asyncio
import json
import urllib.request
from urllib.parse import urlsplit

import jwt
import msgspec
from jwt import PyJWKClient

from concord.identity.claims import ClaimNames
from concord.identity.failures import BAD_TOKEN, ISSUER_AWAY, Unauthenticated

TIMEOUT = 5.0
"""Seconds to wait for the issuer; a login that takes longer is refused, and can be tried again."""


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
    """The keys of one issuer, fetched when first needed and when a new key id appears."""

    def __init__(self, settings: OidcSettings) -> None:
        _require_https(settings.issuer)
        self._settings = settings
        self._client: PyJWKClient | None = None

    async def key_for(self, key_id: str) -> object:
        """The public key with this id. Raises `Unauthenticated` if there is none or nobody answers."""
        try:
            return await asyncio.to_thread(self._find, key_id)
        except (jwt.PyJWKClientConnectionError, OSError) as error:
            raise Unauthenticated(ISSUER_AWAY) from error
        except (jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            raise Unauthenticated(BAD_TOKEN) from error

    def _find(self, key_id: str) -> object:
        if self._client is None:
            uri = self._settings.jwks_uri or _discover(self._settings.issuer)
            _require_https(uri)
            self._client = PyJWKClient(uri, timeout=TIMEOUT)
        return self._client.get_signing_key(key_id).key


def _discover(issuer: str) -> str:
    url = issuer.rstrip("/") + "/.well-known/openid-configuration"
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - https, checked above
        document = json.loads(answer.read(1_000_000))
    if document["issuer"] != issuer:
        raise ValueError("the discovery document names another issuer")
    return str(document["jwks_uri"])


def _require_https(url: str) -> None:
    """Keys over plain http are keys from whoever is in between; loopback is for tests."""
    parts = urlsplit(url)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise ValueError(f"an OIDC issuer's address must begin with https://, this is {url!r}")
