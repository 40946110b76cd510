"""Service accounts: machines of a tenant, with secrets that rotate, which get short-lived tokens."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

from concord.identity.changing import Change, changing
from concord.identity.errors import AccessRefusal
from concord.identity.hashing import Secret, hashed, matches, new_salt
from concord.identity.revoking import FOR_GOOD
from concord.identity.statement import sql
from concord.identity.viewer import ROLE_NAMES, Role, Standing
from concord.refusals import Refusal
from concord.tenancy import reading, writing

NAME = re.compile(r"[a-z][a-z0-9-]{1,30}")
MOST = 100
"""Accounts of a tenant that are not revoked."""
OVERLAP = timedelta(days=1)
"""How long the secret before is good beside a new one, unless asked for otherwise."""
PERSONS = frozenset({Role.OPERATOR})
"""Roles that no machine of a tenant has."""
BOUND = frozenset({Role.OFFICER, Role.HANDLER})
"""Roles that act for one organization."""
_NOBODY = (b"\0" * 16, b"\0" * 32)
"""Looked at where there is no such secret, so that the answer takes as long."""


class ServiceAccount(msgspec.Struct, frozen=True, kw_only=True):
    """One of them, as it stands."""

    name: str
    role: Role
    organization: UUID | None
    created_at: datetime
    created_by: str
    revoked_at: datetime | None
    revision: int
    secrets: int
    """Secrets that are good now: two while one is rotated."""
    last_used_at: datetime | None
    """When a token was last got with one."""


class ServiceAccounts:
    """Of any tenant, through a pool of a role that may write them (`concord_app`)."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def list(self, tenant: UUID) -> Sequence[ServiceAccount]:
        """All of a tenant by name, revoked ones as well."""
        return await self._read(tenant, None)

    async def find(self, tenant: UUID, name: str) -> ServiceAccount | None:
        """That of the name."""
        found = await self._read(tenant, name)
        return found[0] if found else None

    async def create(self, change: Change, name: str, standing: Standing) -> str | None:
        """Its first secret, kept nowhere; None where the command was done before. Raises `Refusal`."""
        _check(name, standing)
        content = [standing.role, standing.organization]
        async with changing(self._pool, change, "created", name, content) as connection:
            if connection is None:
                return None
            known = await connection.fetch(sql("accounts"), change.tenant, None)
            if sum(row["revoked_at"] is None for row in known) >= MOST:
                raise Refusal(AccessRefusal.TOO_MANY, most=MOST)
            values = (standing.role.value, standing.organization, datetime.now(UTC), change.actor)
            if not await connection.fetchval(sql("add_account"), change.tenant, name, *values):
                raise Refusal(AccessRefusal.NAME_TAKEN, "name", name=name)
            return await _new_secret(connection, change.tenant, name)

    async def rotate(self, change: Change, name: str, overlap: timedelta = OVERLAP) -> str | None:
        """Another secret; the one before is good for `overlap` more, older ones end now. As `create`."""
        content = overlap.total_seconds()
        async with changing(self._pool, change, "rotated", name, content) as connection:
            if connection is None:
                return None
            await _require(connection, change, name)
            now = datetime.now(UTC)
            await connection.execute(sql("end_secrets"), change.tenant, name, now + overlap, now)
            await connection.execute(sql("touch_account"), change.tenant, name, None)
            return await _new_secret(connection, change.tenant, name)

    async def revoke(self, change: Change, name: str) -> bool:
        """For good: its secrets, its tokens, the credentials that it was handed. Raises `Refusal`."""
        async with changing(self._pool, change, "account revoked", name) as connection:
            if connection is None:
                return False
            await _require(connection, change, name)
            now = datetime.now(UTC)
            await connection.execute(sql("end_secrets"), change.tenant, name, now, now)
            await connection.execute(sql("touch_account"), change.tenant, name, now)
            values = (f"service:{name}", "", FOR_GOOD, FOR_GOOD, now, change.actor)
            await connection.execute(sql("set_revocation"), change.tenant, *values)
        return True

    async def opened_by(self, tenant: UUID, name: str, secret: str) -> Standing | None:
        """What the account may do, if the secret is one of its own that is good; None for anything else."""
        given = Secret.read(secret)
        async with reading(self._pool, tenant) as connection:
            row = await connection.fetchrow(sql("secret"), tenant, given.id) if given else None
        salt, hash_ = (row["salt"], row["hash"]) if row else _NOBODY
        right = await asyncio.to_thread(matches, secret, salt, hash_)
        if given is None or row is None or not right or row["name"] != name:
            return None
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("used"), tenant, given.id)
        return Standing(Role(row["role"]), row["organization"] and UUID(str(row["organization"])))

    async def _read(self, tenant: UUID, name: str | None) -> Sequence[ServiceAccount]:
        async with reading(self._pool, tenant) as connection:
            rows = await connection.fetch(sql("accounts"), tenant, name)
        return [msgspec.convert(dict(row), ServiceAccount, strict=False) for row in rows]


def _check(name: str, standing: Standing) -> None:
    told = ROLE_NAMES[standing.role]
    if not NAME.fullmatch(name):
        raise Refusal(AccessRefusal.NAME_INVALID, "name")
    if standing.role in PERSONS:
        raise Refusal(AccessRefusal.ROLE_NOT_FOR_MACHINES, "role", role=told)
    if standing.role in BOUND and standing.organization is None:
        raise Refusal(AccessRefusal.ORGANIZATION_REQUIRED, "organization", role=told)


async def _require(connection: asyncpg.Connection, change: Change, name: str) -> None:
    row = await connection.fetchrow(sql("lock_account"), change.tenant, name)
    if row is None:
        raise Refusal(AccessRefusal.ACCOUNT_UNKNOWN, "name", name=name)
    if row["revoked_at"] is not None:
        raise Refusal(AccessRefusal.ACCOUNT_REVOKED, "name", name=name)
    expected = change.expected_revision
    if expected not in (None, row["revision"]):
        raise Refusal(AccessRefusal.VERSION_CONFLICT, expected=expected, actual=row["revision"])


async def _new_secret(connection: asyncpg.Connection, tenant: UUID, name: str) -> str:
    secret, salt = Secret.new(), new_salt()
    hash_ = await asyncio.to_thread(hashed, secret.text, salt)
    values = (secret.id, name, salt, hash_, datetime.now(UTC), FOR_GOOD)
    await connection.execute(sql("add_secret"), tenant, *values)
    return secret.text
