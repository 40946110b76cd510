"""From a bearer token to a viewer, or to nothing."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import jwt
import msgspec

from concord.identity import issuing
from concord.identity.algorithms import algorithms_of
from concord.identity.claims import Chosen, ClaimNames, Claims, read_claims
from concord.identity.failures import BAD_TOKEN, EXPIRED, NO_TENANT, Forbidden, Unauthenticated
from concord.identity.oidc import OidcKeys, OidcSettings
from concord.identity.revoking import Revocations
from concord.identity.viewer import Viewer
from concord.tenancy import Tenant

LEEWAY = 30
"""Seconds by which clocks of issuer and server may differ."""
MAX_TOKEN = 8_192
"""Characters; a longer one is not looked at."""
RECENT = 10.0
"""Seconds for which a token that verified is not verified again: that costs as much as a small query. Expiry,
revocation and tenant are looked at each time; a key that its issuer withdraws counts that much longer."""
REMEMBERED = 2_000
"""Tokens kept, by their digests; the one kept longest is forgotten."""
NO_CHOICE = Chosen()


class FindTenant(Protocol):
    """How a tenant is found by its code: `concord.tenancy.Tenants.by_code`."""

    def __call__(self, code: str, /) -> Awaitable[Tenant | None]: ...


class Trusted(msgspec.Struct, frozen=True, kw_only=True):
    """An issuer whose tokens count."""

    issuer: str
    audience: str
    key_for: Callable[[str], Awaitable[object]]
    claims: ClaimNames = ClaimNames()
    tenants: tuple[str, ...] | None = None
    machines: bool = False
    """Its subjects are names of service accounts."""


class Authenticated(msgspec.Struct, frozen=True):
    """Who asks, and until when: a socket that outlives its token is closed."""

    viewer: Viewer
    expires_at: datetime
    issued_at: datetime
    token: str
    """Its id; empty if it has none."""


class _Verified(NamedTuple):
    at: float
    issuer: Trusted
    claims: Claims


class Verifier:
    """Checks tokens of the trusted issuers against the tenants there are and what was revoked."""

    def __init__(
        self,
        trusted: Sequence[Trusted],
        find_tenant: FindTenant,
        secret: bytes,
        revocations: Revocations | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`secret` turns foreign subjects into ids (`subjects.py`); it must outlive the ledger."""
        self._trusted = {one.issuer: one for one in trusted}
        self._find_tenant = find_tenant
        self._secret = secret
        self._revocations = revocations
        self._clock = clock
        self._recent: OrderedDict[bytes, _Verified] = OrderedDict()

    async def verify(self, token: str, chosen: Chosen = NO_CHOICE) -> Authenticated:
        """The viewer that this token speaks for, in the standing that was chosen of several.

        Raises `Unauthenticated` or `Forbidden`.
        """
        issuer, claims = await self._verified(token)
        viewer = await self._viewer(claims, issuer, chosen)
        known = Authenticated(viewer, claims.expires_at, claims.issued_at, claims.token)
        await self._require_unrevoked(known)
        return known

    async def still(self, known: Authenticated) -> Viewer:
        """The viewer of a token verified before, with the tenant as it is now. Raises as `verify`."""
        tenant = await self._tenant(known.viewer.tenant.code)
        await self._require_unrevoked(msgspec.structs.replace(known, viewer=_in(known.viewer, tenant)))
        return _in(known.viewer, tenant)

    async def _require_unrevoked(self, known: Authenticated) -> None:
        if self._revocations is not None:
            viewer = known.viewer
            await self._revocations.require(viewer.tenant, viewer.subject, known.token, known.issued_at)

    async def _verified(self, token: str) -> tuple[Trusted, Claims]:
        """The claims of a token that is good now, and whose word they are."""
        if len(token) > MAX_TOKEN:
            raise Unauthenticated(BAD_TOKEN)
        digest, now = sha256(token.encode("utf-8", "surrogatepass")).digest(), self._clock()
        known = self._recent.get(digest)
        if known is None or now - known.at >= RECENT:
            issuer = self._issuer_of(token)
            payload = await _verified_payload(token, issuer)
            claims = read_claims(payload, issuer.claims, None if issuer.machines else self._secret)
            known = self._recent[digest] = _Verified(now, issuer, claims)
            self._recent.move_to_end(digest)
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        elif known.claims.expires_at + timedelta(seconds=LEEWAY) <= datetime.now(UTC):
            raise Unauthenticated(EXPIRED)
        return known.issuer, known.claims

    def _issuer_of(self, token: str) -> Trusted:
        # The unverified issuer only chooses whose keys to try; `_verified_payload` checks it again.
        try:
            claimed = jwt.decode(token, options={"verify_signature": False}).get("iss")
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise Unauthenticated(BAD_TOKEN) from error
        issuer = self._trusted.get(claimed) if isinstance(claimed, str) else None
        if issuer is None:
            raise Unauthenticated(BAD_TOKEN)
        return issuer

    async def _viewer(self, claims: Claims, issuer: Trusted, chosen: Chosen) -> Viewer:
        if issuer.tenants is not None and claims.tenant not in issuer.tenants:
            raise Forbidden(NO_TENANT)
        standing = chosen.of(claims.standings)
        return Viewer(
            tenant=await self._tenant(claims.tenant),
            subject=claims.subject,
            role=standing.role,
            organization=standing.organization,
            standings=claims.standings,
        )

    async def _tenant(self, code: str) -> Tenant:
        tenant = await self._find_tenant(code)
        if tenant is None:
            raise Forbidden(NO_TENANT)
        return tenant


def _in(viewer: Viewer, tenant: Tenant) -> Viewer:
    return msgspec.structs.replace(viewer, tenant=tenant)


async def _verified_payload(token: str, issuer: Trusted) -> dict[str, Any]:
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        key: Any = await issuer.key_for(key_id if isinstance(key_id, str) else "")
        payload: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=algorithms_of(key),
            audience=issuer.audience,
            issuer=issuer.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated(EXPIRED) from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Unauthenticated(BAD_TOKEN) from error
    return payload


def demo_issuer(data_dir: Path) -> Trusted:
    """Trust in what `issuing.issue_token` signs for this data directory."""
    return _own(issuing.ISSUER, data_dir / issuing.KEY_FILE)


def service_issuer(keys: Path) -> Trusted:
    """Trust in the tokens that service accounts get here; every process has the same key folder."""
    return msgspec.structs.replace(_own(issuing.SERVICE_ISSUER, keys / issuing.SERVICE_KEY), machines=True)


def _own(issuer: str, file: Path) -> Trusted:
    key = issuing.private_key(file).public_key()

    async def key_for(_: str) -> object:
        return key

    return Trusted(issuer=issuer, audience=issuing.AUDIENCE, key_for=key_for)


def oidc_issuer(settings: OidcSettings) -> Trusted:
    """Trust in an OpenID Connect issuer."""
    return Trusted(
        issuer=settings.issuer,
        audience=settings.audience,
        key_for=OidcKeys(settings).key_for,
        claims=settings.claims,
        tenants=settings.tenants,
    )
