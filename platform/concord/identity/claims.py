"""What a verified token says, turned into a viewer's parts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from concord.identity.failures import NOT_YOURS, WRONG_CLAIMS, Forbidden
from concord.identity.subjects import subject_of
from concord.identity.viewer import Role, Standing

MOST = 50
"""Standings of one token."""
MOST_TOKEN_ID = 200
"""Characters of a token's id that count."""
_OURS = frozenset(role.value for role in Role)


class ClaimNames(msgspec.Struct, frozen=True):
    """Under which names an issuer puts what we need; many can only set namespaced or nested ones."""

    tenant: str = "tenant"
    role: str = "role"
    organization: str = "organization"
    roles: Mapping[str, str] = {}
    """The issuer's word for a role, where it is not ours."""


class Claims(msgspec.Struct, frozen=True):
    """The parts of a token that count, checked for form."""

    tenant: str
    subject: str
    standings: tuple[Standing, ...]
    expires_at: datetime
    issued_at: datetime
    token: str
    """Its id (`jti`, RFC 7519, 4.1.7); empty if it has none."""


class Chosen(msgspec.Struct, frozen=True):
    """In which of several standings the request acts; None: no matter."""

    role: str | None = None
    organization: str | None = None

    def of(self, standings: Sequence[Standing]) -> Standing:
        """The first that fits. Raises `Forbidden`."""
        for one in standings:
            if self.role in (None, one.role.value) and self.organization in (None, str(one.organization)):
                return one
        raise Forbidden(NOT_YOURS)


def read_claims(payload: Mapping[str, Any], names: ClaimNames, secret: bytes | None) -> Claims:
    """The claims of a payload whose signature has been verified. `secret` turns the subject into an id; None:
    it is a machine's name. Raises `Forbidden` on a malformed one."""
    try:
        subject = _text(payload["sub"])
        return Claims(
            tenant=_text(_claim(payload, names.tenant)),
            subject=f"service:{subject}"
            if secret is None
            else str(subject_of(_text(payload["iss"]), subject, secret)),
            standings=_standings(payload, names),
            expires_at=datetime.fromtimestamp(payload["exp"], UTC),
            issued_at=datetime.fromtimestamp(payload["iat"], UTC),
            token=_text(payload.get("jti", "-"))[:MOST_TOKEN_ID] if "jti" in payload else "",
        )
    except (KeyError, ValueError, TypeError, OverflowError, OSError) as error:
        raise Forbidden(WRONG_CLAIMS) from error


def _standings(payload: Mapping[str, Any], names: ClaimNames) -> tuple[Standing, ...]:
    """Every role with every organization; a role that names one itself (`officer:<UUID>`) with that alone."""
    organizations = [UUID(text) for text in _texts(_claim(payload, names.organization, None))]
    found: dict[Standing, None] = {}
    given = _claim(payload, names.role)
    for role, own in _roles(given, names.roles, strict=isinstance(given, str)):
        places: list[UUID | None] = [own] if own else [*organizations] or [None]
        for organization in places:
            found[Standing(role, organization)] = None
    if not 1 <= len(found) <= MOST:
        raise ValueError("no role, or too many")
    return tuple(found)


def _roles(given: object, ours: Mapping[str, str], *, strict: bool) -> Iterator[tuple[Role, UUID | None]]:
    """Among many groups of a person only some are roles here; a single one must be."""
    for text in _texts(given):
        word, _, organization = text.partition(":") if text not in ours else (text, "", "")
        name = ours.get(word, word)
        if name in _OURS or strict:
            yield Role(name), UUID(organization) if organization else None


def _claim(payload: Mapping[str, Any], name: str, *absent: object) -> Any:
    """A claim by its name, or by a path of names (`realm_access.roles`)."""
    if name in payload:
        return payload[name]
    found: Any = payload
    for part in name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            if absent:
                return absent[0]
            raise KeyError(name)
        found = found[part]
    return found


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [_text(value)]
    if not isinstance(value, list) or len(value) > 1_000:
        raise TypeError("a claim is neither text nor a list of texts")
    return [_text(one) for one in value]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a claim is not text")
    return value
