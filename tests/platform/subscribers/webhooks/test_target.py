"""A tenant names the address: it reaches the public internet, and nothing that only we can reach."""

import socket

import pytest

from concord.subscribers.webhooks import Forbidden, Guard
from concord.subscribers.webhooks.posting import post


def resolving(monkeypatch, *addresses):
    """Given a name that has these addresses."""

    async def getaddrinfo(_self, _host, port, **_more):
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)
    monkeypatch.setattr("uvloop.Loop.getaddrinfo", getaddrinfo, raising=False)


async def resolved(guard, url):
    return await guard.resolve(guard.parse(url))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org/#x",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/a\x7fb",
        "https://example.org/a\x00b",
        "https://example.org/\r\nHost: inside",
        "https://例子.中国/",
        "javascript:alert(1)",
        "https://example..org/",
        "https://.example.org/",
        f"https://{'x' * 64}.example.org/",
    ],
)
def test_what_is_no_plain_https_address_is_refused(url):
    with pytest.raises(Forbidden):
        Guard().parse(url)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:7f00:1::"),
        *("::7f00:1", "::a00:1", "fec0::1", "::ffff:0:7f00:1"),
    ],
)
async def test_what_is_not_of_the_public_internet_is_refused(monkeypatch, address):
    resolving(monkeypatch, address)

    with pytest.raises(Forbidden):
        await resolved(Guard(), "https://example.org/hook")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"]
)
def test_an_address_inside_is_refused_before_anything_is_sent_there(host):
    with pytest.raises(Forbidden, match="public internet"):
        Guard().parse(f"https://{host}/")


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "017700000001", "localhost"])
async def test_another_way_to_write_this_machine_is_this_machine(host):
    with pytest.raises((Forbidden, OSError)):
        await resolved(Guard(), f"https://{host}/")


async def test_of_several_addresses_one_that_was_checked_is_connected_to(monkeypatch):
    resolving(monkeypatch, "10.0.0.1", "93.184.216.34", "127.0.0.1")

    assert await resolved(Guard(), "https://example.org/") == "93.184.216.34"


async def test_a_name_that_changes_its_mind_is_looked_up_once_for_each_attempt(monkeypatch):
    """DNS rebinding: the address that was checked is the one that is connected to."""
    asked = []
    target = Guard().parse("https://example.org/")
    resolving(monkeypatch, "93.184.216.34")

    async def open_connection(host, port, **_more):
        asked.append((host, port))
        raise ConnectionRefusedError

    monkeypatch.setattr("asyncio.open_connection", open_connection)
    with pytest.raises(Exception, match="no answer"):
        await post(Guard(), "https://example.org/", b"{}", {})
    assert asked == [("93.184.216.34", target.port)]


async def test_the_operator_may_allow_networks_and_only_those(monkeypatch):
    guard = Guard.allowing("10.1.0.0/16, 127.0.0.0/8")

    resolving(monkeypatch, "10.1.2.3")
    assert await resolved(guard, "http://inside.example/") == "10.1.2.3"
    resolving(monkeypatch, "10.2.0.1")
    with pytest.raises(Forbidden):
        await resolved(guard, "https://inside.example/")
    resolving(monkeypatch, "93.184.216.34")
    with pytest.raises(Forbidden):
        await resolved(guard, "http://example.org/")
