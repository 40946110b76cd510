"""Who speaks: tokens, roles and the viewer that every request carries."""

from concord.identity.claims import Chosen, ClaimNames
from concord.identity.failures import Closed, Denied, Forbidden, Suspended, Unauthenticated
from concord.identity.issuing import issue_service_token, issue_token
from concord.identity.oidc import OidcSettings
from concord.identity.secret import subject_secret
from concord.identity.verifying import (
    Authenticated,
    Verifier,
    demo_issuer,
    oidc_issuer,
    service_issuer,
)
from concord.identity.viewer import ROLE_NAMES, Role, Standing, Viewer

__all__ = [
    "ROLE_NAMES",
    "Authenticated",
    "Chosen",
    "ClaimNames",
    "Closed",
    "Denied",
    "Forbidden",
    "OidcSettings",
    "Role",
    "Standing",
    "Suspended",
    "Unauthenticated",
    "Verifier",
    "Viewer",
    "demo_issuer",
    "issue_service_token",
    "issue_token",
    "oidc_issuer",
    "service_issuer",
    "subject_secret",
]
