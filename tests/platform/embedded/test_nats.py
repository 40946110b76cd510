"""The embedded NATS: starts, stops, survives kill -9, and says in one sentence why it cannot start."""

import socket
from contextlib import asynccontextmanager

import nats as client
import psutil
import pytest

from concord.embedded import EmbeddedError, nats
from concord.embedded.ports import any_free


@asynccontextmanager
async def stream(server: nats.Nats):
    connection = await client.connect(server.url)
    try:
        jetstream = connection.jetstream()
        await jetstream.add_stream(name="KEPT", subjects=["kept"])
        yield jetstream
    finally:
        await connection.close()


async def count(server: nats.Nats) -> int:
    async with stream(server) as jetstream:
        return (await jetstream.stream_info("KEPT")).state.messages


async def test_it_listens_on_loopback_only_from_our_file(tmp_path):
    async with nats.running(tmp_path / "nats") as server:
        process = psutil.Process(server.process.pid)
        addresses = {c.laddr.ip for c in process.net_connections("inet") if c.status == "LISTEN"}

        assert addresses == {"127.0.0.1"}
        assert any(part.endswith("infra/nats/nats-server.conf") for part in process.cmdline())


async def test_it_keeps_messages_and_its_port(tmp_path):
    async with nats.running(tmp_path / "nats") as server:
        async with stream(server) as jetstream:
            await jetstream.publish("kept", b"1")
        port = server.port

    async with nats.running(tmp_path / "nats") as again:
        assert again.port == port
        assert await count(again) == 1


async def test_after_kill_9_it_starts_with_what_it_had(tmp_path):
    server = await nats.start(tmp_path / "nats")
    async with stream(server) as jetstream:
        await jetstream.publish("kept", b"1")
    server.process.kill()
    server.process.wait()
    server.stop()

    async with nats.running(tmp_path / "nats") as again:
        assert await count(again) == 1


async def test_after_kill_9_of_the_process_that_started_it_a_new_start_takes_over(tmp_path, hold, runs):
    holder = hold("nats", tmp_path / "nats")

    holder.kill()
    async with nats.running(tmp_path / "nats"):
        assert not runs(holder.server)


async def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(EmbeddedError, match=f"Port {port} for NATS is taken.*CONCORD_NATS_PORT"):
            await nats.start(tmp_path / "nats", port=port)


async def test_two_of_them_run_side_by_side(tmp_path):
    port = any_free()
    async with nats.running(tmp_path / "a", port=port) as a, nats.running(tmp_path / "b") as b:
        assert a.port == port
        assert b.port != port
        assert await count(a) == await count(b) == 0


async def test_a_folder_with_spaces_and_chinese_letters_works(tmp_path):
    async with nats.running(tmp_path / '党建 data "1" $HOME') as server:
        assert await count(server) == 0
