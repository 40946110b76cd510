"""A Unix-socket proxy before PostgreSQL that can lose an answer: it was done, the asker never hears."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

IDLE = b"Z\0\0\0\5I"
"""ReadyForQuery, not in a transaction (PostgreSQL's message formats)."""


class Lossy:
    def __init__(self, server_socket: Path) -> None:
        self._server_socket = server_socket
        self._writers: set[asyncio.StreamWriter] = set()
        self.armed = False
        self.lost = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream_reader, upstream_writer = await asyncio.open_unix_connection(
            str(self._server_socket / ".s.PGSQL.5432")
        )
        self._writers |= {writer, upstream_writer}
        await asyncio.gather(
            self._forward(reader, upstream_writer),
            self._answer(upstream_reader, writer),
            return_exceptions=True,
        )
        for one in (writer, upstream_writer):
            one.close()
            self._writers.discard(one)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if self.armed and data.endswith(IDLE):  # ready for the next query: this one is committed
                self.armed = False
                self.lost += 1
                writer.transport.abort()
                return
            writer.write(data)
            await writer.drain()
        writer.close()

    def close(self) -> None:
        for writer in list(self._writers):
            writer.close()


@asynccontextmanager
async def lossy(server_socket: Path, folder: Path):
    folder.mkdir(parents=True)  # noqa: ASYNC240 - a test's set-up
    proxy = Lossy(server_socket)
    server = await asyncio.start_unix_server(proxy.serve, str(folder / ".s.PGSQL.5432"))
    try:
        yield proxy
    finally:
        server.close()
        proxy.close()
