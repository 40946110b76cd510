"""Revocations: what lifts them, and what does not."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from concord.commanding import Refusal
from concord.identity import Unauthenticated
from concord.identity.changing import Change
from concord.identity.errors import AccessRefusal
from concord.identity.revoking import Revocations

SUBJECT = str(UUID(int=7))


@pytest.fixture(scope="module")
async def pool(database):
    async with asyncpg.create_pool(database.app, min_size=0, max_size=2) as opened:
        yield opened


@pytest.fixture
def revocations(pool) -> Revocations:
    return Revocations(pool)


@pytest.fixture
def change(tenant):
    return lambda: Change(tenant=tenant.id, actor="administrator", command=uuid4())


async def is_refused(revocations, tenant, token: str = "", issued_at: datetime | None = None) -> bool:
    """By what the database says now: asked with another revision, nothing is remembered."""
    asked = msgspec.structs.replace(tenant, revision=datetime.now(UTC).timestamp())
    try:
        await revocations.require(asked, SUBJECT, token, issued_at or datetime.now(UTC) + timedelta(days=1))
    except Unauthenticated:
        return True
    return False


async def test_who_is_revoked_for_good_stays_so_when_he_is_revoked_again(revocations, change, tenant):
    await revocations.revoke(change(), SUBJECT, for_good=True)
    await revocations.revoke(change(), SUBJECT, for_good=False)

    assert await is_refused(revocations, tenant)
    assert (await revocations.find(tenant.id, subject=SUBJECT)).for_good

    await revocations.restore(change(), SUBJECT)
    assert not await is_refused(revocations, tenant)
    assert await is_refused(revocations, tenant, issued_at=datetime.now(UTC) - timedelta(minutes=1))


async def test_restoring_revokes_nothing(revocations, change, tenant):
    await revocations.restore(change(), SUBJECT)
    assert await revocations.list(tenant.id) == []

    await revocations.revoke(change(), SUBJECT, for_good=False)
    before = await revocations.list(tenant.id)
    await revocations.restore(change(), SUBJECT)
    assert await revocations.list(tenant.id) == before


@pytest.mark.parametrize("subject", ["", "x", "zhang.san@example.org", "service:X", "system:root"])
async def test_a_subject_that_no_token_can_be_of_is_refused(revocations, change, tenant, subject):
    for doing in (
        revocations.revoke(change(), subject, for_good=True),
        revocations.restore(change(), subject),
    ):
        with pytest.raises(Refusal) as caught:
            await doing
        assert caught.value.code is AccessRefusal.SUBJECT_INVALID
    assert await revocations.list(tenant.id) == []


async def test_a_subject_is_found_however_its_id_is_written(revocations, change, tenant):
    written = "ABCDEF00-0000-8000-8000-000000000001"
    await revocations.revoke(change(), written, for_good=True)
    assert (await revocations.find(tenant.id, subject=written)).subject == written.lower()


async def test_a_token_with_a_long_id_is_refused_by_what_of_it_counts(revocations, change, tenant):
    await revocations.revoke_token(change(), "j" * 300)
    assert await is_refused(revocations, tenant, token="j" * 200)
    assert await revocations.find(tenant.id, token="j" * 300)
