"""Clear copies of a ledger: each that leaves is in the ledger, also when several leave at once."""

import asyncio

from concord.ledger.releasing import BOOK_RELEASED, Recipient, Release, record_release


async def test_copies_that_leave_in_the_same_moment_are_all_recorded(owner_pool, store, tenant):
    releases = [Release(first=1, last=n, format="pdf", sha256=f"{n:064x}") for n in range(1, 9)]
    recorded = [record_release(owner_pool, store, tenant, one, Recipient()) for one in releases]

    positions = await asyncio.gather(*recorded)

    entries = await store.read(tenant.id, 0)
    assert sorted(positions) == [entry.position for entry in entries]
    assert {entry.type for entry in entries} == {BOOK_RELEASED}
    assert sorted(entry.data["last"] for entry in entries) == list(range(1, 9))
