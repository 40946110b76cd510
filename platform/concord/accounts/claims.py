"""NATS JWT, version 2 (github.com/nats-io/jwt): claims about an operator, an account or a user, signed."""

import base64
import hashlib
import time
from typing import Any

import orjson

from concord.accounts.keys import Key

_HEADER = {"typ": "JWT", "alg": "ed25519-nkey"}
UNLIMITED = -1


def signed(
    subject: str,
    name: str,
    nats: dict[str, Any],
    signer: Key,
    *,
    issued: int | None = None,
    expires: int | None = None,
) -> str:
    """`subject`: public key that the claims are about; `issued`, now if omitted, and `expires`, never if
    omitted: seconds since 1970."""
    claims: dict[str, Any] = {
        "iat": int(time.time()) if issued is None else issued,
        "iss": signer.public,
        "name": name,
        "nats": {**nats, "version": 2},
        "sub": subject,
        **({"exp": expires} if expires is not None else {}),
    }
    claims["jti"] = base64.b32encode(hashlib.sha256(orjson.dumps(claims)).digest()).decode().rstrip("=")
    text = f"{_base64url(orjson.dumps(_HEADER))}.{_base64url(orjson.dumps(claims))}"
    return f"{text}.{_base64url(signer.sign(text.encode()))}"


def operator(key: Key, system_account: str) -> str:
    """Whom a server trusts."""
    return signed(key.public, "concord", {"type": "operator", "system_account": system_account}, key)


def account(key: Key, name: str, signer: Key, *, issued: int | None = None, **more: Any) -> str:
    """`more`: exports, imports, revocations, and limits beside those that every account has."""
    limits = {
        **dict.fromkeys(("subs", "data", "payload", "imports", "exports", "conn", "leaf"), UNLIMITED),
        "wildcards": True,
        **more.pop("limits", {}),
    }
    return signed(key.public, name, {"type": "account", "limits": limits, **more}, signer, issued=issued)


def user(public: str, name: str, signer: Key, *, publish: list[str], subscribe: list[str]) -> str:
    """Everything that is not listed is denied."""
    permissions = {
        "pub": {"allow": publish} if publish else {"deny": [">"]},
        "sub": {"allow": subscribe} if subscribe else {"deny": [">"]},
        **dict.fromkeys(("subs", "data", "payload"), UNLIMITED),
    }
    return signed(public, name, {"type": "user", **permissions}, signer)


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
