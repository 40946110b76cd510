"""Readiness tells the truth: of the database, of its schema, of NATS; liveness asks nobody."""

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient
from litestar import Litestar

from concord.embedded import nats
from concord.server import probes
from concord.server.probes import database_answers, nats_answers
from concord.telemetry import metrics


@pytest.fixture
async def asking():
    """An HTTP client of probes with these checks."""
    clients = []

    def ask(*checks, measured=True) -> AsyncClient:
        app = Litestar(route_handlers=probes.probes(checks, measured=measured), openapi_config=None)
        clients.append(AsyncClient(transport=ASGITransport(app), base_url="http://concord"))
        return clients[-1]

    yield ask
    for client in clients:
        await client.aclose()


@pytest.fixture
async def pool(durable_postgres):
    async with asyncpg.create_pool(durable_postgres.dsn("concord_owner"), min_size=0, max_size=2) as opened:
        yield opened


async def test_ready_follows_the_database(asking, pool, durable_postgres):
    client = asking(database_answers(pool))

    empty = await client.get("/ready")
    await pool.execute("create table concord.event (tenant_id uuid)")
    migrated = await client.get("/ready")
    durable_postgres.process.kill()
    durable_postgres.process.wait()
    away = await client.get("/ready")

    assert (empty.status_code, migrated.status_code, away.status_code) == (503, 200, 503)
    assert empty.json()["missing"] == ["the database has no schema yet: run `concord migrate`"]
    assert migrated.json() == {"status": "ready", "missing": []}
    assert "the database does not answer" in away.json()["missing"][0]
    assert (await client.get("/live")).status_code == 200


async def test_a_database_that_hangs_is_not_ready(asking, pool, monkeypatch):
    monkeypatch.setattr(probes, "PATIENCE", 0.2)
    await pool.execute("create table concord.event (tenant_id uuid)")
    client = asking(database_answers(pool))
    async with pool.acquire(), pool.acquire():  # nobody gets a connection now
        answer = await client.get("/ready")

    assert answer.status_code == 503
    assert "in time" in answer.json()["missing"][0]
    assert (await client.get("/ready")).status_code == 200


async def test_ready_follows_nats(asking, tmp_path):
    server = await nats.start(tmp_path / "nats")
    client = asking(nats_answers(f"nats://127.0.0.1:1,{server.url}"))

    there = await client.get("/ready")
    server.stop()
    away = await client.get("/ready")

    assert (there.status_code, away.status_code) == (200, 503)
    assert "NATS does not answer" in away.json()["missing"][0]


async def test_metrics_are_there_for_prometheus(asking):
    metrics.APPEND_GROUP_SIZE.observe(1)
    answer = await asking().get("/metrics")

    assert answer.headers.get_list("content-type") == ["text/plain; version=1.0.0; charset=utf-8"]
    for name in (
        "concord_append_seconds_bucket",
        "concord_append_group_size_bucket",
        "concord_projection_lag_events",
        "concord_graphql_seconds",
    ):
        assert name in answer.text


async def test_metrics_are_not_told_on_a_port_that_the_world_reaches(asking):
    client = asking(measured=False)

    assert (await client.get("/metrics")).status_code == 404
    assert (await client.get("/live")).status_code == 200
