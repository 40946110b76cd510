"""A real OpenID Connect provider, a process of its own: people log in with a code, keys rotate, and what is
not its access token for us is refused."""

import base64
import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from jwt import PyJWKClient
from msgspec import structs
from waiting import until

from concord.identity import (
    Chosen,
    ClaimNames,
    Forbidden,
    OidcSettings,
    Role,
    Standing,
    Unauthenticated,
    Verifier,
    oidc,
    oidc_issuer,
)
from concord.identity.verifying import RECENT
from concord.tenancy import Tenant

PROGRAM = Path(__file__).parents[2] / "support" / "identity_provider.py"
BACK = "https://concord.example/callback"
ORGANIZATION = "0190a7c2-0000-7000-8000-000000000001"


@dataclass
class Provider:
    """How a browser and an application speak with it."""

    http: httpx.Client

    @property
    def issuer(self) -> str:
        return str(self.http.base_url).rstrip("/")

    def log_in(self, name: str, **claims: object) -> dict[str, str]:
        """The whole way of a login (OpenID Connect Core, 3.1, with PKCE): access token and ID token."""
        self.http.put(f"/people/{name}", json=claims)
        verifier = secrets.token_urlsafe(40)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "login": name,
            "response_type": "code",
            "client_id": "web",
            "redirect_uri": BACK,
            "scope": "openid",
            "nonce": secrets.token_urlsafe(8),
            "state": "s",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        back = self.http.post("/authorize", params=asked).headers["location"]
        code = parse_qs(urlsplit(back).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        answer = self.http.post(
            "/token", auth=("web", "web-secret"), data={**form, "code_verifier": verifier}
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found

    def access(self, name: str = "zhang", **claims: object) -> str:
        """An access token."""
        return self.log_in(name, **({"tenant": "jianghai", "role": "secretary"} | claims))["access_token"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    process = subprocess.Popen(
        [sys.executable, PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    with httpx.Client(base_url=process.stdout.readline().strip(), timeout=10) as http:
        yield Provider(http)
    process.kill()
    process.wait()


@pytest.fixture
def verifier(provider: Provider, tenants: dict[str, Tenant]) -> Verifier:
    return trusting(provider, tenants)


def trusting(
    provider: Provider,
    tenants: dict[str, Tenant],
    clock: Callable[[], float] = time.monotonic,
    **more: object,
) -> Verifier:
    async def find(code: str, /) -> Tenant | None:
        return tenants.get(code)

    settings = OidcSettings(issuer=provider.issuer, audience="concord-app", **more)  # type: ignore[arg-type]
    keys = oidc.OidcKeys(settings, clock)
    return Verifier(
        [structs.replace(oidc_issuer(settings), key_for=keys.key_for)], find, b"k" * 32, clock=clock
    )


async def test_somebody_who_logged_in_is_let_in(provider: Provider, verifier: Verifier):
    known = await verifier.verify(provider.access())
    assert (known.viewer.tenant.code, known.viewer.role) == ("jianghai", Role.SECRETARY)
    assert known.viewer.subject != "zhang"
    assert known.token


async def test_a_rotated_key_is_found_by_itself_and_one_taken_back_is_refused(
    provider: Provider, tenants: dict[str, Tenant]
):
    now = 0.0
    verifier = trusting(provider, tenants, lambda: now)
    before = provider.access()
    await verifier.verify(before)

    provider.http.post("/rotate")
    after = provider.access()
    now += oidc.PAUSE + 0.1
    await verifier.verify(after)  # by a key that was not known
    await verifier.verify(before)  # both are published

    provider.http.post("/retire")
    now += oidc.LIFESPAN - 1
    await verifier.verify(before)
    now += RECENT + 1
    await verifier.verify(before)  # whose key is known waits for nobody: from here on it is asked for

    async def is_refused() -> bool:
        nonlocal now
        now += RECENT + 1
        try:
            await verifier.verify(before)
        except Unauthenticated:
            return True
        return False

    await until(is_refused)
    await verifier.verify(after)


async def test_unknown_keys_make_nobody_ask_the_provider_again_and_again(
    provider: Provider, tenants: dict[str, Tenant], monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    json_of = oidc._json
    monkeypatch.setattr(oidc, "_json", lambda url: asked.append(url) or json_of(url))
    verifier = trusting(provider, tenants, lambda: 0.0)  # all of it in one moment
    await verifier.verify(provider.access())
    for number in range(20):
        with pytest.raises(Unauthenticated):
            await verifier.verify(resigned(provider.access(), header={"kid": f"unknown-{number}"}))
    assert len(asked) == 2  # discovery and keys


async def test_an_id_token_is_no_access_token(provider: Provider, verifier: Verifier):
    tokens = provider.log_in("zhang", tenant="jianghai", role="secretary")
    with pytest.raises(Unauthenticated):
        await verifier.verify(tokens["id_token"])


async def test_a_public_key_signs_nothing(provider: Provider, verifier: Verifier):
    """`alg` confusion: HS256 with the published key as the secret, however it is written, and `none`."""
    token = provider.access()
    key = PyJWKClient(f"{provider.issuer}/jwks").get_signing_keys()[0].key
    written = [
        key.public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
        for encoding in (serialization.Encoding.PEM, serialization.Encoding.DER)
    ]
    written.append(json.dumps(provider.http.get("/jwks").json()["keys"][0]).encode())
    forged = [resigned(token, header={"alg": "HS256"}, secret=secret) for secret in written]
    forged += [resigned(token, header={"alg": alg}, secret=None) for alg in ("none", "None", "nOnE")]
    for one in forged:
        with pytest.raises(Unauthenticated):
            await verifier.verify(one)


async def test_an_altered_claim_is_refused(provider: Provider, verifier: Verifier):
    token = provider.access()
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "==")) | {"role": "administrator"}
    with pytest.raises(Unauthenticated):
        await verifier.verify(f"{header}.{encoded(claims)}.{signature}")


async def test_another_providers_token_is_refused(
    provider: Provider, tenants: dict[str, Tenant], verifier: Verifier
):
    """A provider whose issuer differs by a slash is another one; so is its own key under another name."""
    other = Provider(provider.http)
    settings = OidcSettings(
        issuer=other.issuer + "/", audience="concord-app", jwks_uri=f"{other.issuer}/jwks"
    )

    async def find(code: str, /) -> Tenant | None:
        return tenants.get(code)

    with pytest.raises(Unauthenticated):
        await Verifier([oidc_issuer(settings)], find, b"k" * 32).verify(provider.access())
    wrong = trusting(provider, tenants)
    with pytest.raises(Unauthenticated):
        await Verifier(
            [oidc_issuer(OidcSettings(issuer=provider.issuer, audience="others"))], find, b"k"
        ).verify(provider.access())
    await wrong.verify(provider.access())


async def test_claims_are_mapped_by_configuration(provider: Provider, tenants: dict[str, Tenant]):
    names = ClaimNames(
        tenant="https://concord/tenant", role="realm_access.roles", roles={"union-secretary": "secretary"}
    )
    verifier = trusting(provider, tenants, claims=names)
    token = provider.access(
        **{
            "tenant": "ignored",
            "role": "administrator",
            "https://concord/tenant": "yili",
            "realm_access": {"roles": ["offline_access", "union-secretary", "assessor"]},
        }
    )
    known = await verifier.verify(token)
    assert known.viewer.tenant.code == "yili"
    assert known.viewer.standings == (Standing(Role.SECRETARY), Standing(Role.ASSESSOR))


async def test_who_has_several_standings_acts_in_one_that_he_chooses(provider: Provider, verifier: Verifier):
    from uuid import UUID

    other = "0190a7c2-0000-7000-8000-000000000002"
    roles = [f"officer:{ORGANIZATION}", f"handler:{other}", "assessor"]
    token = provider.access(role=roles)
    assert (await verifier.verify(token)).viewer.role is Role.OFFICER
    chosen = (await verifier.verify(token, Chosen("handler"))).viewer
    assert (chosen.role, chosen.organization) == (Role.HANDLER, UUID(other))
    by_place = (await verifier.verify(token, Chosen(organization=other))).viewer
    assert by_place.role is Role.HANDLER
    for wrong in (Chosen("administrator"), Chosen("officer", other), Chosen("king")):
        with pytest.raises(Forbidden):
            await verifier.verify(token, wrong)


@pytest.mark.parametrize(
    "claims",
    [
        {"role": []},
        {"role": ["king"]},
        {"role": ["officer:nowhere"]},
        {"role": {"officer": True}},
        {"organization": ["x"]},
        {"role": ["assessor"] * 2_000},
        {"organization": [f"0190a7c2-0000-7000-8000-{n:012d}" for n in range(60)]},
        {"tenant": ["jianghai"]},
    ],
    ids=str,
)
async def test_claims_that_are_not_of_that_form_are_forbidden(
    provider: Provider, verifier: Verifier, claims: dict
):
    with pytest.raises((Forbidden, Unauthenticated)):
        await verifier.verify(provider.access(**claims))


def encoded(what: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=").decode()


def resigned(token: str, *, header: dict[str, str], secret: bytes | None = b"x") -> str:
    """The token with another header, signed by HMAC; unsigned without a secret."""
    own, payload, _ = token.split(".")
    changed = json.loads(base64.urlsafe_b64decode(own + "==")) | header
    signed = f"{encoded(changed)}.{payload}"
    mac = b"" if secret is None else hmac.digest(secret, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
