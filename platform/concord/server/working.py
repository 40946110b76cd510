"""`concord work`: read models and publication, until it is told to stop."""

import asyncio

from concord.server.listening import told_to_stop
from concord.settings import Settings


async def work(settings: Settings) -> None:
    """Do what is to be done for any tenant until SIGINT or SIGTERM."""
    await told_to_stop().wait()
