"""Who speaks: tokens, roles and the viewer that every request carries."""

from concord.identity.failures import Denied, Forbidden, Unauthenticated
from concord.identity.issuing import issue_token
from concord.identity.oidc import OidcSettings
from concord.identity.secret import subject_secret
from concord.identity.verifying import Authenticated, Verifier, demo_issuer, oidc_issuer
from concord.identity.viewer import Role, Viewer

__all__ = [
    "Authenticated",
    "Denied",
    "Forbidden",
    "OidcSettings",
    "Role",
    "Unauthenticated",
    "Verifier",
    "Viewer",
    "demo_issuer",
    "issue_token",
    "oidc_issuer",
    "subject_secret",
]
