"""What receivers answer, however odd, is an answer or none: never a fault of ours."""

import asyncio
from ipaddress import ip_network

import pytest

from concord.subscribers.webhooks import Guard
from concord.subscribers.webhooks.posting import Unanswered, post


async def answered(head):
    """What `post` makes of an answer with this head."""

    async def handle(_reader, writer):
        writer.write(head + b"\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        return await post(Guard([ip_network("127.0.0.0/8")]), f"http://127.0.0.1:{port}/", b"{}", {})


@pytest.mark.parametrize(
    "head", [b"220 smtp.example.org ESMTP", b"HTTP/1.1 OK", b"HTTP/1.1 \xb2\xb2\xb2 x", b"HTTP/2 200"]
)
async def test_what_is_not_http_is_no_answer(head):
    with pytest.raises(Unanswered, match="not HTTP"):
        await answered(head)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(b"120", 120.0), (b"-1", None), (b"\xb2", None), (b"soon", None), (b"Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
async def test_it_is_left_alone_for_as_long_as_it_says_and_can_be_read(value, seconds):
    answer = await answered(b"HTTP/1.1 503 x\r\nRetry-After: " + value)

    assert (answer.status, answer.retry_after) == (503, seconds)
