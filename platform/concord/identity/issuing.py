"""The demo issuer: signs tokens with a key of its own, for a first look, for tests and for scripts.

Production trusts an OIDC issuer instead (`concord.identity.oidc`). Format: JWS compact (RFC 7515) with EdDSA
over Ed25519 (RFC 8037); claims of RFC 7519 and `tenant`, `role`, `organization`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from concord.identity.keyfiles import read_or_create
from concord.identity.viewer import Role

ISSUER = "urn:concord:demo"
AUDIENCE = "concord"
KEY_ID = "demo"
KEY_FILE = Path("identity") / "demo-issuer.pem"
LIFETIME = timedelta(hours=12)


def issue_token(
    data_dir: Path,
    tenant_code: str,
    role: Role,
    organization: UUID | None = None,
    subject: UUID | None = None,
    lifetime: timedelta = LIFETIME,
) -> str:
    """A signed token. `subject` is who acts (a random one if omitted); the key is made at the first call."""
    now = datetime.now(UTC)
    payload = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(subject or uuid4()),
        "iat": now,
        "exp": now + lifetime,
        "tenant": tenant_code,
        "role": role.value,
    }
    if organization is not None:
        payload["organization"] = str(organization)
    return jwt.encode(payload, _private_key(data_dir), algorithm="EdDSA", headers={"kid": KEY_ID})


def public_key(data_dir: Path) -> Ed25519PublicKey:
    """The key that verifies what `issue_token` signs for this data directory."""
    return _private_key(data_dir).public_key()


def _private_key(data_dir: Path) -> Ed25519PrivateKey:
    pem = read_or_create(data_dir / KEY_FILE, _new_key)
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{data_dir / KEY_FILE} does not hold an Ed25519 key; move it away and start again")
    return key


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
