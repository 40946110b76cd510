"""Which signature algorithms a key may be used with.

The list comes from the key, never from the token: a token that names `none`, or HS256 with a public key as
the secret, finds its algorithm absent (RFC 8725, 2.1 and 3.1).
"""

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

PublicKey = Ed25519PublicKey | Ed448PublicKey | EllipticCurvePublicKey | RSAPublicKey

_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
MIN_RSA_BITS = 2048


def algorithms_of(key: object) -> tuple[str, ...]:
    """The algorithms for this public key; none for a symmetric, weak or unknown one."""
    if isinstance(key, Ed25519PublicKey | Ed448PublicKey):
        return ("EdDSA",)
    if isinstance(key, EllipticCurvePublicKey):
        name = _CURVES.get(key.curve.name)
        return (name,) if name else ()
    if isinstance(key, RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return _RSA
    return ()
