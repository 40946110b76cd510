"""The demo issuer: its tokens let their bearer in, and nothing else does."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from concord.identity import Forbidden, Role, Unauthenticated, Verifier, issue_token, verifying
from concord.identity.failures import EXPIRED
from concord.identity.issuing import AUDIENCE, ISSUER, KEY_FILE, public_key
from concord.tenancy import Tenant


def sign(data_dir: Path, **changes: object) -> str:
    key = serialization.load_pem_private_key((data_dir / KEY_FILE).read_bytes(), None)
    now = datetime.now(UTC)
    payload = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(uuid4()),
        "iat": now,
        "exp": now + timedelta(hours=1),
        "tenant": "jianghai",
        "role": "secretary",
    } | changes
    kept = {name: value for name, value in payload.items() if value is not None}
    return jwt.encode(kept, key, algorithm="EdDSA")  # type: ignore[arg-type]


async def test_a_token_names_tenant_subject_role_and_organization(
    data_dir: Path, verifier: Verifier, tenants: dict[str, Tenant]
) -> None:
    organization, subject = uuid4(), uuid4()
    token = issue_token(data_dir, "jianghai", Role.OFFICER, organization, subject, timedelta(minutes=5))
    known = await verifier.verify(token)
    assert known.viewer.tenant is tenants["jianghai"]
    assert known.viewer.role is Role.OFFICER
    assert known.viewer.organization == organization
    assert known.viewer.subject == str(subject)
    assert timedelta(minutes=4) < known.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


async def test_the_signing_key_is_readable_by_its_owner_only_and_stays(data_dir: Path) -> None:
    issue_token(data_dir, "jianghai", Role.AUDITOR)
    file = data_dir / KEY_FILE
    first = public_key(data_dir)
    issue_token(data_dir, "jianghai", Role.AUDITOR)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert public_key(data_dir) == first
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "." * 10, "é.é.é", "x" * 100_000])
async def test_what_is_no_token_is_refused(verifier: Verifier, token: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(token)


async def test_a_token_of_another_key_is_refused(tmp_path: Path, verifier: Verifier) -> None:
    foreign = issue_token(tmp_path / "other", "jianghai", Role.ADMINISTRATOR)
    with pytest.raises(Unauthenticated):
        await verifier.verify(foreign)


async def test_an_altered_token_is_refused(data_dir: Path, verifier: Verifier) -> None:
    header, payload, signature = issue_token(data_dir, "jianghai", Role.AUDITOR).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["role"] = "administrator"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    with pytest.raises(Unauthenticated):
        await verifier.verify(f"{header}.{forged}.{signature}")


async def test_an_unsigned_token_is_refused(verifier: Verifier) -> None:
    payload = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid4()), "tenant": "jianghai", "role": "auditor"}
    payload |= {"iat": 0, "exp": 4_000_000_000}  # type: ignore[dict-item]
    with pytest.raises(Unauthenticated):
        await verifier.verify(jwt.encode(payload, None, algorithm="none"))


async def test_the_public_key_cannot_be_used_as_a_shared_secret(data_dir: Path, verifier: Verifier) -> None:
    raw = public_key(data_dir).public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    payload = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid4()), "tenant": "jianghai", "role": "auditor"}
    payload |= {"iat": 0, "exp": 4_000_000_000}  # type: ignore[dict-item]
    with pytest.raises(Unauthenticated):
        await verifier.verify(jwt.encode(payload, raw, algorithm="HS256"))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": datetime.now(UTC) - timedelta(minutes=5)},
        {"exp": None},
        {"iat": None},
        {"aud": "another"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"sub": None},
        {"nbf": datetime.now(UTC) + timedelta(hours=1)},
    ],
    ids=["expired", "no exp", "no iat", "other aud", "no aud", "other iss", "no iss", "no sub", "not yet"],
)
async def test_a_signed_token_outside_its_terms_is_refused(
    data_dir: Path, verifier: Verifier, changes: dict[str, object]
) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(sign(data_dir, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"tenant": "nowhere"},
        {"tenant": 7},
        {"tenant": None},
        {"role": "king"},
        {"role": None},
        {"organization": "not-a-uuid"},
        {"organization": ["x"]},
        {"sub": ""},
    ],
    ids=str,
)
async def test_an_unknown_tenant_or_malformed_claim_is_forbidden(
    data_dir: Path, verifier: Verifier, changes: dict[str, object]
) -> None:
    with pytest.raises(Forbidden):
        await verifier.verify(sign(data_dir, **changes))


async def test_clocks_may_differ_by_a_few_seconds(data_dir: Path, verifier: Verifier) -> None:
    token = sign(data_dir, exp=datetime.now(UTC) - timedelta(seconds=5))
    assert (await verifier.verify(token)).viewer.role is Role.SECRETARY


async def test_a_token_that_was_good_a_moment_ago_is_refused_once_it_has_expired(
    data_dir: Path, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issue_token(data_dir, "jianghai", Role.AUDITOR, lifetime=timedelta(minutes=5))
    await verifier.verify(token)
    monkeypatch.setattr(verifying, "LEEWAY", -600)
    with pytest.raises(Unauthenticated) as refused:
        await verifier.verify(token)
    assert refused.value.message == EXPIRED


async def test_of_a_token_that_was_good_a_moment_ago_the_tenant_is_looked_at_again(
    data_dir: Path, verifier: Verifier, tenants: dict[str, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issue_token(data_dir, "jianghai", Role.AUDITOR)
    await verifier.verify(token)
    monkeypatch.delitem(tenants, "jianghai")
    with pytest.raises(Forbidden):
        await verifier.verify(token)
