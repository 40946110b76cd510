"""Where a webhook may point. A tenant names it, so it must not reach what only we can reach (SSRF)."""

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""IPv6 that stands for an IPv4 address (NAT64, 6to4, Teredo): it would lead around the check."""


_GLOBAL = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out (RFC 4291, 2.4): site-local and IPv4-compatible addresses are beside it."""


class Forbidden(Exception):
    """An address that events are not sent to. One sentence."""


class Target(NamedTuple):
    """A parsed address."""

    host: str
    port: int
    path: str
    secure: bool

    @property
    def authority(self) -> str:
        """For the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


class Guard:
    """Lets through global addresses over TLS, and what the operator allows besides."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self._networks = networks

    @classmethod
    def allowing(cls, networks: str) -> "Guard":
        """Of the setting: CIDR, separated by commas."""
        given = (one.strip() for one in networks.split(","))
        return cls([ipaddress.ip_network(one) for one in given if one])

    def parse(self, url: str) -> Target:
        """Raises `Forbidden` for what is not a plain https address (http only where networks are allowed)."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise Forbidden("not an address") from None
        allowed = ("https", "http") if self._networks else ("https",)
        if parts.scheme not in allowed or not parts.hostname or not url.isascii() or not url.isprintable():
            raise Forbidden("not an https address")
        if parts.username is not None or parts.password is not None or parts.fragment or " " in url:
            raise Forbidden("an address has no user, password or fragment")
        _require_name(parts.hostname)
        secure = parts.scheme == "https"
        self._require_outside(parts.hostname, secure=secure)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Target(parts.hostname, port or (443 if secure else 80), path, secure)

    async def resolve(self, target: Target) -> str:
        """An address to connect to: what was checked is what is connected to. Raises `Forbidden`, OSError."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
        for address in addresses:
            if self._allows(address, secure=target.secure):
                return str(address)
        raise Forbidden(f"{target.host} is not an address of the public internet")

    def _require_outside(self, host: str, *, secure: bool) -> None:
        """A name is looked up at each attempt; what is an address already can be refused when it is given."""
        with suppress(ValueError):
            if not self._allows(ipaddress.ip_address(host), secure=secure):
                raise Forbidden(f"{host} is not an address of the public internet")

    def _allows(self, address: Address, *, secure: bool) -> bool:
        if any(address in network for network in self._networks if network.version == address.version):
            return True
        if any(address in network for network in _TRANSLATED if network.version == address.version):
            return False
        if address.version == 6 and address not in _GLOBAL:
            return False
        return secure and address.is_global and not address.is_multicast


def _require_name(host: str) -> None:
    """Raises `Forbidden` for what no resolver can be asked: a label of it is empty, or longer than 63."""
    try:
        host.encode("idna")
    except UnicodeError:
        raise Forbidden("the host is not a name") from None
