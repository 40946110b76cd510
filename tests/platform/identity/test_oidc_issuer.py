"""An OpenID Connect issuer on a loopback address: discovery, keys, and what a foreign token may say."""

import asyncio
import base64
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, HMACAlgorithm, RSAAlgorithm
from waiting import until

from concord.identity import Forbidden, OidcSettings, Unauthenticated, Verifier, oidc, oidc_issuer
from concord.identity.claims import ClaimNames
from concord.identity.oidc import LIFESPAN, PAUSE, OidcKeys
from concord.tenancy import Tenant

SECRET = b"k" * 32


class Issuer:
    """A real HTTP server with a discovery document and a key set that tests may change."""

    def __init__(self) -> None:
        self.rsa = rsa.generate_private_key(65537, 2048)
        self.ec = ec.generate_private_key(ec.SECP256R1())
        self.keys: list[dict[str, Any]] = [
            json.loads(RSAAlgorithm.to_jwk(self.rsa.public_key())) | {"kid": "rsa", "use": "sig"},
            json.loads(ECAlgorithm.to_jwk(self.ec.public_key())) | {"kid": "ec", "use": "sig"},
            json.loads(HMACAlgorithm.to_jwk(b"0" * 32)) | {"kid": "oct", "alg": "HS256", "use": "sig"},
        ]
        self.speaks = threading.Event()
        self.speaks.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.speaks.wait()
                discovery = {"issuer": outer.url, "jwks_uri": outer.url + "/keys"}
                body = {"keys": outer.keys} if self.path == "/keys" else discovery
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sign(self, key: Any, algorithm: str, kid: str, **changes: object) -> str:
        now = datetime.now(UTC)
        payload: dict[str, object] = {
            "iss": self.url,
            "aud": "concord-app",
            "sub": "zhang.san@example.org",
            "iat": now,
            "exp": now + timedelta(hours=1),
            "tenant": "jianghai",
            "role": "secretary",
        }
        return jwt.encode(payload | changes, key, algorithm=algorithm, headers={"kid": kid})


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


@pytest.fixture
def settings(issuer: Issuer) -> OidcSettings:
    return OidcSettings(issuer=issuer.url, audience="concord-app")


def trusting(settings: OidcSettings, tenants: dict[str, Tenant]) -> Verifier:
    async def find(code: str, /) -> Tenant | None:
        return tenants.get(code)

    return Verifier([oidc_issuer(settings)], find, SECRET)


@pytest.fixture
def trusted(settings: OidcSettings, tenants: dict[str, Tenant]) -> Verifier:
    return trusting(settings, tenants)


@pytest.mark.parametrize(("kid", "algorithm"), [("rsa", "RS256"), ("rsa", "PS512"), ("ec", "ES256")])
async def test_keys_are_found_by_discovery(
    issuer: Issuer, trusted: Verifier, kid: str, algorithm: str
) -> None:
    known = await trusted.verify(issuer.sign(getattr(issuer, kid), algorithm, kid))
    assert known.viewer.tenant.code == "jianghai"


async def test_a_foreign_subject_becomes_an_id_that_tells_nothing(
    issuer: Issuer, settings: OidcSettings, tenants: dict[str, Tenant]
) -> None:
    token = issuer.sign(issuer.rsa, "RS256", "rsa")
    mine = await trusting(settings, tenants).verify(token)
    again = await trusting(settings, tenants).verify(token)
    assert mine.viewer.subject == again.viewer.subject
    assert UUID(mine.viewer.subject).version == 8

    async def find(code: str, /) -> Tenant | None:
        return tenants.get(code)

    elsewhere = await Verifier([oidc_issuer(settings)], find, b"another secret").verify(token)
    assert elsewhere.viewer.subject != mine.viewer.subject


async def test_a_subject_that_is_a_uuid_is_kept(issuer: Issuer, trusted: Verifier) -> None:
    subject = uuid4()
    token = issuer.sign(issuer.rsa, "RS256", "rsa", sub=str(subject))
    assert (await trusted.verify(token)).viewer.subject == str(subject)


def with_secret(token: str, secret: bytes) -> str:
    """The token signed anew by HMAC with a public key as the secret (PyJWT itself refuses to)."""
    header = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"rsa"}').rstrip(b"=").decode()
    signed = f"{header}.{token.split('.')[1]}"
    mac = base64.urlsafe_b64encode(hmac.digest(secret, signed.encode(), "sha256")).rstrip(b"=").decode()
    return f"{signed}.{mac}"


async def test_a_key_is_used_with_its_own_algorithms_only(issuer: Issuer, trusted: Verifier) -> None:
    public = issuer.rsa.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for token in (
        with_secret(issuer.sign(issuer.rsa, "RS256", "rsa"), public),
        issuer.sign(b"0" * 32, "HS256", "oct"),
        issuer.sign(issuer.rsa, "RS256", "ec"),
        issuer.sign(issuer.ec, "ES256", "rsa"),
        issuer.sign(None, "none", "rsa"),
    ):
        with pytest.raises(Unauthenticated):
            await trusted.verify(token)


async def test_a_token_without_a_known_key_id_is_refused(issuer: Issuer, trusted: Verifier) -> None:
    for kid in ("", "gone"):
        with pytest.raises(Unauthenticated):
            await trusted.verify(issuer.sign(issuer.rsa, "RS256", kid))


async def test_an_issuer_speaks_for_its_own_tenants_only(
    issuer: Issuer, settings: OidcSettings, tenants: dict[str, Tenant]
) -> None:
    limited = trusting(msgspec.structs.replace(settings, tenants=("yili",)), tenants)
    await limited.verify(issuer.sign(issuer.rsa, "RS256", "rsa", tenant="yili"))
    with pytest.raises(Forbidden):
        await limited.verify(issuer.sign(issuer.rsa, "RS256", "rsa", tenant="jianghai"))


async def test_claims_may_have_other_names(
    issuer: Issuer, settings: OidcSettings, tenants: dict[str, Tenant]
) -> None:
    names = ClaimNames(tenant="https://concord/tenant", role="https://concord/role")
    renamed = trusting(msgspec.structs.replace(settings, claims=names), tenants)
    own = {"https://concord/tenant": "yili", "https://concord/role": "auditor"}
    known = await renamed.verify(issuer.sign(issuer.rsa, "RS256", "rsa", **own))
    assert (known.viewer.tenant.code, known.viewer.role) == ("yili", "auditor")


async def test_an_issuer_that_does_not_answer_lets_nobody_in(tenants: dict[str, Tenant]) -> None:
    away = trusting(OidcSettings(issuer="http://127.0.0.1:9", audience="concord-app"), tenants)
    key = ec.generate_private_key(ec.SECP256R1())
    payload = {"iss": "http://127.0.0.1:9", "aud": "concord-app", "sub": "x", "iat": 0, "exp": 4_000_000_000}
    with pytest.raises(Unauthenticated, match="cannot be reached"):
        await away.verify(jwt.encode(payload, key, algorithm="ES256", headers={"kid": "ec"}))


async def test_an_issuer_that_hangs_stops_nobody_whose_key_is_known(
    issuer: Issuer, settings: OidcSettings, tenants: dict[str, Tenant]
) -> None:
    now = 0.0
    keys = OidcKeys(settings, lambda: now)
    known = await keys.key_for("rsa")
    issuer.speaks.clear()
    try:
        now += LIFESPAN + 1
        async with asyncio.timeout(oidc.TIMEOUT / 2):
            for _ in range(3):
                assert await keys.key_for("rsa") is known
                now += PAUSE + 1
    finally:
        issuer.speaks.set()

    async def is_renewed() -> bool:
        return await keys.key_for("rsa") is not known

    await until(is_renewed)


async def test_the_pause_begins_when_the_issuer_has_failed(
    settings: OidcSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, asked = 0.0, 0

    def slow(_: object) -> None:
        nonlocal now, asked
        now, asked = now + 10 * PAUSE, asked + 1
        raise TimeoutError

    monkeypatch.setattr(OidcKeys, "_fetch", slow)
    keys = OidcKeys(settings, lambda: now)
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            await keys.key_for("rsa")
    assert asked == 1


@pytest.mark.parametrize("address", ["http://login.example.org", "file:///etc/passwd", "login.example.org"])
def test_keys_are_not_fetched_over_an_open_line(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        oidc_issuer(OidcSettings(issuer=address, audience="x"))
