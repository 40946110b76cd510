"""A ledger is served as a transparency log is, to those who may see it, and not beyond what is signed."""

from datetime import date

import asyncpg
import pytest
from sealing import fill, sealed

from concord.identity import Role
from concord.ledger.opening import decide
from concord.tenancy import Tenants
from concord.verifying.checkpoint import open_checkpoint
from concord.verifying.merkle import leaf_hash
from concord.verifying.note import VerifierKey
from concord.verifying.sources.paths import split_entries, tile_path
from concord.verifying.tree import TileTree, split, tile_root

SIZE = 256 * 2 + 40


@pytest.fixture(scope="module")
async def log(database, store, owner_pool, tmp_path_factory):
    """A tenant with two full tiles and a partial one, one entry more that is not sealed."""
    tenant = await Tenants(owner_pool).create(code="tiles", name="瓦", division_code="", simulated=False)
    await fill(store, tenant, SIZE)
    await sealed(database.dsn("concord_sealer"), tmp_path_factory.mktemp("sealer"))
    await fill(store, tenant, 1)
    return tenant


@pytest.fixture
def get(api, log):
    async def get(path, role=Role.AUDITOR, tenant=log, **headers):
        if role is not None:
            headers["authorization"] = f"Bearer {api.token(tenant, role)}"
        return await api.http.get(f"/ledgers/{log.code}/{path}", headers=headers)

    return get


@pytest.fixture
async def opened(database, store, log):
    async with asyncpg.create_pool(database.app, min_size=0, max_size=1) as pool:
        assert await decide(pool, store, log, date(2026, 1, 1), opened=True)
        assert await decide(pool, store, log, date(2026, 1, 1), opened=True) is None
        yield
        assert await decide(pool, store, log, date(2026, 1, 1), opened=False)


async def test_an_auditor_rebuilds_the_checkpoint_from_entries_alone(api, get, log):
    keys = await api.http.get("/.well-known/concord-ledger-keys")
    mine = [VerifierKey.parse(line) for line in keys.text.splitlines() if f"/{log.code}+" in line]
    checkpoint = await get("checkpoint")
    signed = open_checkpoint(checkpoint.content, mine)
    assert signed.size == SIZE

    tree, rest = TileTree(lambda *_: None), []
    for first in range(0, SIZE, 256):
        width = min(256, SIZE - first)
        bundle = await get(tile_path("entries", first // 256, width))
        leaves = [leaf_hash(entry) for entry in split_entries(bundle.content, first + 1)]
        tile = await get(tile_path(0, first // 256, width))
        assert split(tile.content) == leaves
        if width == 256:
            tree.add(tile_root(leaves))
        else:
            rest = leaves
    level_1 = await get(tile_path(1, 0, 2))

    assert tree.root(rest) == signed.root
    assert split(level_1.content) == list(tree.open_tiles()[0][2])


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002",  # not full
        "tile/0/002.p/41",  # not signed
        "tile/0/003.p/1",
        "tile/1/000",
        "tile/1/000.p/3",
        "tile/2/000.p/1",
        "tile/entries/002.p/41",
        "tile/entries/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/000",
        "tile/0/0",
        "tile/-1/000",
        "tile/0/x999/x999/x999/x999/x999/999",
        "tile/entries/../checkpoint",
    ],
)
async def test_what_is_not_signed_or_not_spelled_so_is_not_there(get, path):
    answer = await get(path)

    assert answer.status_code == 404
    assert "max-age" not in answer.headers.get("cache-control", "")


async def test_how_long_each_may_be_kept(get):
    kept = {
        path: (await get(path)).headers["cache-control"]
        for path in ("checkpoint", "tile/0/000", "tile/0/002.p/40", "tile/entries/000")
    }

    assert kept.pop("checkpoint") == "private, max-age=1"
    assert set(kept.values()) == {"private, max-age=31536000, immutable"}


async def test_entries_travel_compressed(get):
    plain = await get("tile/entries/000", **{"accept-encoding": "identity"})
    packed = await get("tile/entries/000", **{"accept-encoding": "gzip"})

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 5


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/000"])
async def test_closed_to_all_but_the_tenants_own(api, get, simulated_tenant, path):
    assert (await get(path, None)).status_code == 401
    assert (await get(path, Role.AUDITOR)).status_code == 200
    assert (await get(path, Role.OPERATOR)).status_code == 403
    assert (await get(path, Role.ADMINISTRATOR, simulated_tenant)).status_code == 404
    nowhere = await api.http.get(f"/ledgers/nowhere/{path}")
    assert nowhere.status_code == 401


async def test_what_a_tenant_opens_are_hashes_not_entries(get, opened):
    assert (await get("checkpoint", None)).headers["cache-control"] == "public, max-age=1"
    assert (await get("tile/0/000", None)).headers["cache-control"].startswith("public")
    assert (await get("tile/0/002.p/40", None)).status_code == 200
    assert (await get("tile/entries/000", None)).status_code == 401


async def test_what_was_opened_can_be_closed(get):
    assert (await get("checkpoint", None)).status_code == 401
