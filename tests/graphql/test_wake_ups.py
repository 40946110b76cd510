"""Everybody connected to the database hears what wakes others: it says whose, and nothing of what."""

import re

import asyncpg
from asking import Asker
from founding import register
from waiting import until

from concord.api.listening import APPENDED, PROJECTED

SAID = {
    APPENDED: r"[0-9a-f-]{36}(,[0-9a-f-]{36})*",
    PROJECTED: r"[0-9a-f-]{36}(:[a-z_0-9]+)*",
}


async def test_wake_ups_name_tenants_and_positions_only(database, administrator: Asker):
    heard: list[tuple[str, str]] = []
    connection = await asyncpg.connect(database.app)
    for channel in SAID:
        await connection.add_listener(channel, lambda *said: heard.append((said[2], said[3])))
    await register(administrator, name="甲界机密", area="东方红街道")

    async def both() -> bool:
        return {channel for channel, _ in heard} == set(SAID)

    await until(both)
    await connection.close()
    for channel, payload in heard:
        assert re.fullmatch(SAID[channel], payload), (channel, payload)
