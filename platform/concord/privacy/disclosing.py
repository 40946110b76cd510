"""Reading disclosures back: digests in, names and values out, for whoever may see them."""

from collections.abc import Collection
from importlib.resources import files
from uuid import UUID

import asyncpg

from concord.privacy.disclosures import decrypt
from concord.privacy.keystore import KeyStore

DISCLOSE = (files("concord.privacy") / "disclose.sql").read_text("utf-8")


async def disclose(
    connection: asyncpg.Connection, keys: KeyStore, tenant: UUID, digests: Collection[str]
) -> dict[str, tuple[str, str]]:
    """(name, value) by digest; what was erased is simply not there.

    `connection` is in a transaction of the tenant. Raises `WrongDisclosure` where a stored one does
    not match its digest.
    """
    rows = await connection.fetch(DISCLOSE, tenant, list(digests))
    found = await keys.find(tenant, {row["key_id"] for row in rows})
    return {
        row["digest"]: decrypt(row["digest"], row["ciphertext"], found[row["key_id"]])
        for row in rows
        if row["key_id"] in found
    }
