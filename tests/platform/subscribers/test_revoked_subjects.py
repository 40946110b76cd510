"""Somebody whose access is revoked has no NATS credentials left, wherever he keeps the file."""

from uuid import uuid4

import pytest
from following import following
from nats.errors import Error
from waiting import until

from concord.accounts import Access
from concord.identity.changing import Change as AccessChange
from concord.identity.revoking import Revocations


@pytest.mark.parametrize("for_good", [True, False])
async def test_credentials_that_a_revoked_subject_was_handed_end(
    pool, registered, subscribers, ready, worker, broker, tenant, tmp_path, for_good
):
    creds, access = await registered("board"), Access(tenant.code, "board")
    await until(lambda: ready("board"))
    async with following(broker.url, creds, access, folder=tmp_path) as client:
        change = AccessChange(tenant=tenant.id, actor="administrator", command=uuid4())
        await Revocations(pool).revoke(change, "service:clerk", for_good=for_good)  # who was handed them

        async def is_gone() -> bool:
            return client.is_closed

        await until(is_gone)
    with pytest.raises(Error):
        async with following(broker.url, creds, access, folder=tmp_path, connect_timeout=1):
            pass


async def test_of_another_subject_nothing_ends(
    pool, registered, subscribers, ready, worker, broker, tenant, tmp_path
):
    creds, access = await registered("board"), Access(tenant.code, "board")
    await until(lambda: ready("board"))
    change = AccessChange(tenant=tenant.id, actor="administrator", command=uuid4())
    await Revocations(pool).revoke(change, "service:somebody-else", for_good=True)
    await until(lambda: ready("board"))
    async with following(broker.url, creds, access, folder=tmp_path) as client:
        assert client.is_connected
