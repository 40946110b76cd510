"""Tokens that verify and are refused all the same: of one id, or of a subject until a moment.

A process learns of it by the tenant's revision, which it looks at once a second (`tenancy.tenants.FRESH`);
most tenants have revoked nothing and cost nothing more.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import asyncpg
import msgspec

from concord.identity.changing import Change, changing
from concord.identity.claims import MOST_TOKEN_ID
from concord.identity.errors import AccessRefusal
from concord.identity.failures import REVOKED, Unauthenticated
from concord.identity.statement import sql
from concord.refusals import Refusal
from concord.tenancy import Tenant, reading

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
REMEMBERED = 1_000
"""Tenants whose revocations are kept in memory."""
LONGEST_TOKEN = timedelta(days=366)
"""A token's id is remembered for so long: nobody's token is good for more."""
SUBJECT = re.compile(r"service:[a-z][a-z0-9-]{1,30}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """One of them, as it stands."""

    subject: str
    """Actor whose tokens are refused; empty for a single token."""
    token: str
    """Id of a single token (`jti`); empty otherwise."""
    issued_until: datetime
    """Of a subject: tokens issued until then; `FOR_GOOD`: whenever they were issued."""
    at: datetime
    by: str

    @property
    def for_good(self) -> bool:
        """Whether new tokens of the subject are refused as well."""
        return self.issued_until >= FOR_GOOD


class _Known(NamedTuple):
    revision: int
    subjects: dict[str, datetime]
    tokens: frozenset[str]


class Revocations:
    """Of all tenants, through a pool of a role that may read them (`concord_app`)."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._known: OrderedDict[UUID, _Known] = OrderedDict()

    async def require(self, tenant: Tenant, subject: str, token: str, issued_at: datetime) -> None:
        """Raises `Unauthenticated` for what was revoked."""
        if tenant.revision == 0:
            return
        known = self._known.get(tenant.id)
        if known is None or known.revision < tenant.revision:
            known = await self._read(tenant)
        if token in known.tokens or issued_at <= known.subjects.get(
            subject, datetime.min.replace(tzinfo=UTC)
        ):
            raise Unauthenticated(REVOKED)

    async def list(self, tenant: UUID) -> Sequence[Revocation]:
        """Those that still matter, the newest first."""
        async with reading(self._pool, tenant) as connection:
            rows = await connection.fetch(sql("revocations"), tenant)
        return [
            Revocation(
                subject=row["subject"],
                token=row["token"],
                issued_until=row["issued_until"],
                at=row["at"],
                by=row["by"],
            )
            for row in rows
        ]

    async def find(self, tenant: UUID, *, subject: str = "", token: str = "") -> Revocation | None:
        """That of a subject, or of a token by its id; None where there is none."""
        wanted = (subject.lower(), token[:MOST_TOKEN_ID])
        return next((one for one in await self.list(tenant) if (one.subject, one.token) == wanted), None)

    async def revoke(self, change: Change, subject: str, *, for_good: bool) -> bool:
        """Refuses every token of the subject that was issued until now, or ever. Raises `Refusal`.

        Tokens count by the second: one issued in this very second is refused too. What was revoked for good
        stays so.
        """
        what = "revoked for good" if for_good else "revoked"
        until = FOR_GOOD if for_good else datetime.now(UTC)
        return await self._set(change, what, (subject_of(subject), ""), until, FOR_GOOD)

    async def revoke_token(self, change: Change, token: str) -> bool:
        """Refuses one token by its id (`jti`), for as long as any may be good. Raises `Refusal`."""
        if not token:
            raise Refusal(AccessRefusal.TOKEN_INVALID, "token")
        until = datetime.now(UTC) + LONGEST_TOKEN
        return await self._set(change, "token revoked", ("", token[:MOST_TOKEN_ID]), until, until)

    async def restore(self, change: Change, subject: str) -> bool:
        """Lets the subject's new tokens in again; those issued until now stay refused. Raises `Refusal`."""
        whom = subject_of(subject)
        async with changing(self._pool, change, "restored", whom) as connection:
            if connection is None:
                return False
            values = (change.tenant, whom, datetime.now(UTC), change.actor)
            await connection.execute(sql("restore_subject"), *values)
        return True

    async def _set(
        self, change: Change, what: str, whom: tuple[str, str], until: datetime, forgotten: datetime
    ) -> bool:
        async with changing(self._pool, change, what, "".join(whom)) as connection:
            if connection is None:
                return False
            values = (*whom, until, forgotten, datetime.now(UTC), change.actor)
            await connection.execute(sql("set_revocation"), change.tenant, *values)
        return True

    async def _read(self, tenant: Tenant) -> _Known:
        found = await self.list(tenant.id)
        known = _Known(
            tenant.revision,
            {one.subject: one.issued_until for one in found if one.subject},
            frozenset(one.token for one in found if one.token),
        )
        self._known[tenant.id] = known
        self._known.move_to_end(tenant.id)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return known


def subject_of(given: str) -> str:
    """An actor as entries name it, in lower case. Raises `Refusal` for what no token can be of."""
    subject = given.lower()
    if not SUBJECT.fullmatch(subject):
        raise Refusal(AccessRefusal.SUBJECT_INVALID, "subject")
    return subject
