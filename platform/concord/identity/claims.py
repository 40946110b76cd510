"""What a verified token says, turned into a viewer's parts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from concord.identity.failures import WRONG_CLAIMS, Forbidden
from concord.identity.subjects import subject_of
from concord.identity.viewer import Role


class ClaimNames(msgspec.Struct, frozen=True):
    """Under which names an issuer puts what we need; many can only set namespaced ones."""

    tenant: str = "tenant"
    role: str = "role"
    organization: str = "organization"


class Claims(msgspec.Struct, frozen=True):
    """The parts of a token that count, checked for form."""

    tenant: str
    subject: UUID
    role: Role
    organization: UUID | None
    expires_at: datetime


def read_claims(payload: Mapping[str, Any], names: ClaimNames, secret: bytes) -> Claims:
    """The claims of a payload whose signature has been verified. Raises `Forbidden` on a malformed one."""
    try:
        organization = payload.get(names.organization)
        return Claims(
            tenant=_text(payload[names.tenant]),
            subject=subject_of(_text(payload["iss"]), _text(payload["sub"]), secret),
            role=Role(_text(payload[names.role])),
            organization=UUID(_text(organization)) if organization is not None else None,
            expires_at=datetime.fromtimestamp(payload["exp"], UTC),
        )
    except (KeyError, ValueError, TypeError, OverflowError, OSError) as error:
        raise Forbidden(WRONG_CLAIMS) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a claim is not text")
    return value
