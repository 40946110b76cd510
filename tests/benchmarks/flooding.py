"""One tenant's flood, a process of its own: connections that never pause, mutations and queries near the cost
limit in turn. Arguments: host, port, a token, how many connections, where numbers begin."""

import asyncio
import itertools
import sys

import orjson
from asking import credit_code

DEAR = """{ organizations(first: 100) {
    nodes { id name kind area creditCode memberships { tier alliance { id name kind } } }
} }"""
REGISTER = """mutation ($i: OrganizationRegisterInput!) {
    organizationRegister(input: $i) { position errors { code } }
}"""


def request(host: str, token: str, query: str, **variables: object) -> bytes:
    """An HTTP request, as it is sent."""
    body = orjson.dumps({"query": query, "variables": variables})
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of the next answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    )
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


async def flood(host: str, port: int, token: str, connections: int, first: int) -> None:
    """Until it is killed."""
    numbers = itertools.count(first)

    async def one() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        while True:
            number = next(numbers)
            register = {"creditCode": credit_code(number), "name": f"单位{number}", "kind": "ENTERPRISE"}
            for sent in (request(host, token, REGISTER, i=register), request(host, token, DEAR)):
                writer.write(sent)
                await answer(reader)

    await asyncio.gather(*(one() for _ in range(connections)))


if __name__ == "__main__":
    host, port, token, connections, first = sys.argv[1:]
    asyncio.run(flood(host, int(port), token, int(connections), int(first)))
