"""A receiver of webhooks: a real server on this machine that does as it is told."""

import asyncio
from contextlib import asynccontextmanager

from standardwebhooks import Webhook


class Receiver:
    """What came, verified by the receivers' own library, and how the next ones are answered."""

    def __init__(self) -> None:
        self.secret = ""
        self.received: list[dict] = []
        self.attempts = 0
        self.statuses: list[int] = []
        """Of the next answers; 200 when none is left. 0: none at all."""
        self.headers = b""
        self.raw: list[tuple[dict, bytes]] = []
        self.url = ""

    @property
    def positions(self) -> list[int]:
        return [int(one["sequence"]) for one in self.received]

    async def answer(self, reader, writer) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.partition(": ") for line in head.split("\r\n")[1:] if line]
        fields = {name: value for name, _, value in lines}
        body = await reader.readexactly(int(fields["content-length"]))
        self.attempts += 1
        self.raw.append((fields, body))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            await asyncio.sleep(3600)
        if status == 200:
            self.received.append(Webhook(self.secret).verify(body, fields))
        writer.write(b"HTTP/1.1 %d x\r\n%sContent-Length: 0\r\n\r\n" % (status, self.headers))
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving():
    receiver = Receiver()
    open_ones = set()

    async def handle(reader, writer):
        task = asyncio.current_task()
        open_ones.add(task)
        try:
            await receiver.answer(reader, writer)
        finally:
            open_ones.discard(task)

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?of=town"
    try:
        yield receiver
    finally:
        server.close()
        for task in open_ones:
            task.cancel()
