"""Tokens that Concord signs itself: the demo's, and those that service accounts ask for.

People's tokens come from an OIDC issuer in production (`concord.identity.oidc`). Format: JWS compact
(RFC 7515) with EdDSA over Ed25519 (RFC 8037); claims of RFC 7519 and `tenant`, `role`, `organization`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from concord.identity.keyfiles import read_or_create
from concord.identity.viewer import Role, Standing

ISSUER = "urn:concord:demo"
SERVICE_ISSUER = "urn:concord:service"
AUDIENCE = "concord"
KEY_FILE = Path("identity") / "demo-issuer.pem"
SERVICE_KEY = Path("identity") / "service-issuer.pem"
LIFETIME = timedelta(hours=12)
SERVICE_LIFETIME = timedelta(minutes=10)
"""Of a machine's token: it asks for another one."""


def issue_token(
    data_dir: Path,
    tenant_code: str,
    role: Role,
    organization: UUID | None = None,
    subject: UUID | None = None,
    lifetime: timedelta = LIFETIME,
) -> str:
    """A token of the demo. `subject` is who acts, a random one if omitted; the first call makes the key."""
    key = private_key(data_dir / KEY_FILE)
    return _signed(key, ISSUER, str(subject or uuid4()), tenant_code, Standing(role, organization), lifetime)


def issue_service_token(keys: Path, tenant_code: str, name: str, standing: Standing) -> str:
    """A token of a service account."""
    key = private_key(keys / SERVICE_KEY)
    return _signed(key, SERVICE_ISSUER, name, tenant_code, standing, SERVICE_LIFETIME)


def public_key(data_dir: Path) -> Ed25519PublicKey:
    """The key that verifies what `issue_token` signs for this data directory."""
    return private_key(data_dir / KEY_FILE).public_key()


def private_key(file: Path) -> Ed25519PrivateKey:
    """The signing key in a file, made where there is none."""
    key = serialization.load_pem_private_key(read_or_create(file, _new_key), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{file} does not hold an Ed25519 key; move it away and start again")
    return key


def _signed(
    key: Ed25519PrivateKey, issuer: str, subject: str, tenant: str, standing: Standing, lifetime: timedelta
) -> str:
    now = datetime.now(UTC)
    payload = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": subject,
        "jti": str(uuid4()),
        "iat": now,
        "exp": now + lifetime,
        "tenant": tenant,
        "role": standing.role.value,
    }
    if standing.organization is not None:
        payload["organization"] = str(standing.organization)
    return jwt.encode(payload, key, algorithm="EdDSA", headers={"kid": issuer})


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
