"""Where a ledger is served: each of its origins at the address that its checkpoints name, and nowhere else.

A ledger that began anew (recovering.py) may have other entries at the same positions. Under one address, what
was once handed out as unchangeable would change.
"""

import re
from uuid import UUID, uuid5

import asyncpg

from concord.ledger.statement import sql

SIMULATED = "simulated"
NUMBER = re.compile(r"[2-9]|[1-9][0-9]{1,8}")


def origin_of(name: str, code: str, *, simulated: bool, epoch: int = 1) -> str:
    """What a tenant's checkpoints begin with, for ever: where its ledger is served, without the scheme.

    A simulated tenant shows as such, and so does every origin after the first.
    """
    origin = f"{name}/ledgers/{code}"
    return origin + (f"/{SIMULATED}" if simulated else "") + (f"/{epoch}" if epoch > 1 else "")


def following(origin: str, epoch: int) -> str:
    """The origin after the one of that epoch."""
    return f"{origin.removesuffix(f'/{epoch}') if epoch > 1 else origin}/{epoch + 1}"


def path_of(origin: str) -> str:
    """An origin's address on its host, `/ledgers/...`."""
    return "/ledgers/" + origin.partition("/ledgers/")[2]


def epoch_of(origin: str) -> int:
    """Which of its ledger's origins it is, from 1."""
    last = path_of(origin).removeprefix("/ledgers/").partition("/")[2].rpartition("/")[2]
    return int(last) if NUMBER.fullmatch(last) else 1


def epoch_at(rest: str, *, simulated: bool) -> int | None:
    """Which origin of a tenant is meant, by what follows the tenant's code in an address: nothing, `2`,
    `simulated`, `simulated/2`. None where no checkpoint could name such an address.

    The first origin of a simulated tenant is also found under the tenant's code alone: no other can be there.
    """
    parts = rest.split("/") if rest else []
    if simulated and parts and parts.pop(0) != SIMULATED:
        return None
    if not parts:
        return 1
    return int(parts[0]) if len(parts) == 1 and NUMBER.fullmatch(parts[0]) else None


def origin_stream(tenant: UUID, origin: str) -> UUID:
    """The stream of the one event that begins an origin."""
    return uuid5(tenant, f"ledger-origin:{origin}")


async def shared_until(connection: asyncpg.Connection, tenant: UUID, origin: str, epoch: int) -> int | None:
    """The last position at which an origin has the entries that are there now: what followed it in its own
    time was given up. None while it is the newest origin."""
    stream = origin_stream(tenant, following(origin, epoch))
    position: int | None = await connection.fetchval(sql("origin_begun"), tenant, stream)
    return None if position is None else position - 1
