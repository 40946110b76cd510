"""From a variable's text to its value. Each raises ValueError that says what would be right."""

import base64
import binascii
import re
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

ROLE_PLACEHOLDER = "{role}"


def text(value: str) -> str:
    """Anything."""
    return value


def host(value: str) -> str:
    """An address or name to listen on."""
    if value == "localhost" or value.isdecimal():
        return _loopback(value)
    try:
        ip_address(value)
    except ValueError:
        raise ValueError(f"use an IP address such as 127.0.0.1 or 0.0.0.0, not {value!r}") from None
    return value


def _loopback(value: str) -> str:
    if value != "localhost":
        raise ValueError(f"use an IP address such as 127.0.0.1 or 0.0.0.0, not {value!r}")
    return "127.0.0.1"


def port(value: str) -> int:
    """1 to 65535."""
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= 65535:
        raise ValueError(f"use a whole number from 1 to 65535, not {value!r}")
    return int(value)


def port_or_any(value: str) -> int:
    """0 (none, or any free one) to 65535."""
    return 0 if value == "0" else port(value)


def count(value: str) -> int:
    """0 to 1,000,000."""
    if not value.isdecimal() or int(value) > 1_000_000:
        raise ValueError(f"use a whole number from 0 to 1000000, not {value!r}")
    return int(value)


def replicas(value: str) -> int:
    """As many as JetStream takes; an even number outlives no more servers than the one below it."""
    if value not in ("1", "3", "5"):
        raise ValueError(f"use 1, 3 or 5, not {value!r}")
    return int(value)


def amount(value: str) -> int:
    """1 to 100,000,000."""
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= 100_000_000:
        raise ValueError(f"use a whole number from 1 to 100000000, not {value!r}")
    return int(value)


def origins(value: str) -> str:
    """Origins (RFC 6454), separated by commas: scheme and host, nothing after them, no pattern."""
    for one in filter(None, (part.strip() for part in value.split(","))):
        parts = urlsplit(one)
        local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        if (
            "*" in one
            or not parts.hostname
            or one != f"{parts.scheme}://{parts.netloc}"
            or not (local or parts.scheme == "https")
        ):
            raise ValueError(f"use origins such as https://app.example.org, without a path or *, not {one!r}")
    return value


def folder(value: str) -> Path:
    """Absolute from here on: child processes have other working directories."""
    if not value.strip():
        raise ValueError("use the path of a folder, not an empty text")
    return Path(value).expanduser().absolute()


def folder_or_none(value: str) -> Path | None:
    """A path, or none."""
    return Path(value).expanduser().absolute() if value else None


def master_keys(value: str) -> str:
    """Keys of 32 bytes in base64, separated by commas, or empty. The value itself is never repeated."""
    for number, part in enumerate(value.split(",") if value else (), 1):
        try:
            length = len(base64.b64decode(part.strip(), validate=True))
        except binascii.Error:
            raise ValueError(f"use base64 (openssl rand -base64 32): key {number} is none") from None
        if length != 32:
            raise ValueError(f"use 32 bytes (openssl rand -base64 32): key {number} has {length}")
    return value


def existing_folder_or_none(value: str) -> Path | None:
    """A folder that is there, or none."""
    path = folder_or_none(value)
    if path is not None and not path.is_dir():
        raise ValueError(f"use a folder that exists, not '{value}'")
    return path


def existing_file_or_none(value: str) -> Path | None:
    """A file that is there, or none."""
    path = folder_or_none(value)
    if path is not None and not path.is_file():
        raise ValueError(f"use a file that exists, not '{value}'")
    return path


def database(value: str) -> str:
    """A connection string with a place for the role, or empty."""
    if not value:
        return value
    if urlsplit(value).scheme not in ("postgresql", "postgres") or ROLE_PLACEHOLDER not in value:
        raise ValueError(
            "use postgresql://{role}@host:5432/concord, with {role} written as it is: "
            f"each part of Concord fills in its own; {_shown(value)} is not of that form"
        )
    return value


def nats(value: str) -> str:
    """One or several servers, separated by commas, or empty."""
    for url in value.split(",") if value else ():
        if urlsplit(url).scheme not in ("nats", "tls") or not urlsplit(url).hostname:
            raise ValueError(f"use nats://host:4222 or tls://host:4222, not {_shown(url)}")
    return value


def https(value: str) -> str:
    """An https address (http on this machine), or empty."""
    parts = urlsplit(value)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if value and not local and (parts.scheme != "https" or not parts.hostname):
        raise ValueError(f"use an address that begins with https://, not {_shown(value)}")
    return value


def pairs(value: str) -> dict[str, str]:
    """name=value, separated by commas."""
    found = {}
    for one in filter(None, (part.strip() for part in value.split(","))):
        name, equals, meant = one.rpartition("=")
        if not (name and equals and meant):
            raise ValueError(f"use name=value,name=value, not {value!r}")
        found[name.strip()] = meant.strip()
    return found


def claim_names(value: str) -> dict[str, str]:
    """Which claim holds what: tenant=..., role=..., organization=..., separated by commas."""
    found = {}
    for one in filter(None, (part.strip() for part in value.split(","))):
        name, _, claim = one.partition("=")
        if name not in ("tenant", "role", "organization") or not claim:
            raise ValueError(f"use tenant=CLAIM,role=CLAIM,organization=CLAIM, not {value!r}")
        found[name] = claim
    return found


def codes_or_none(value: str) -> tuple[str, ...] | None:
    """Words separated by commas; None for an empty text."""
    return tuple(filter(None, (part.strip() for part in value.split(",")))) or None


def networks(value: str) -> str:
    """Networks in CIDR notation, separated by commas."""
    for one in filter(None, (part.strip() for part in value.split(","))):
        try:
            ip_network(one)
        except ValueError:
            raise ValueError(f"use networks such as 10.1.0.0/16,192.168.7.0/24, not {value!r}") from None
    return value


def log_name(value: str) -> str:
    """What checkpoints begin with: an address without its scheme (C2SP tlog-checkpoint)."""
    if not re.fullmatch(r"[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*", value):
        raise ValueError(
            f"use the address of the ledgers without https://, such as ledger.example.org, not {value!r}"
        )
    return value


def seconds(value: str) -> float:
    """0.1 to 3600."""
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) or not 0.1 <= float(value) <= 3600:
        raise ValueError(f"use a number of seconds from 0.1 to 3600, not {value!r}")
    return float(value)


def web(value: str) -> str:
    """An http or https address, or empty."""
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise ValueError(f"use an address such as https://tsa.example.org/tsr, not {_shown(value)}")
    return value


def files(value: str) -> str:
    """A folder, absolute from here on, or s3://bucket/prefix, or empty."""
    if "://" in value and (urlsplit(value).scheme != "s3" or not urlsplit(value).hostname):
        raise ValueError(f"use a folder, or s3://bucket/prefix, not {_shown(value)}")
    return value if value == "" or "://" in value else str(folder(value))


def file_bytes(value: str) -> int:
    """1 to 100 MiB: what an event may say of a file."""
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= 100 << 20:
        raise ValueError(f"use a number of bytes from 1 to 104857600, not {value!r}")
    return int(value)


def choice(*allowed: str) -> Callable[[str], str]:
    """One of the words."""

    def check(value: str) -> str:
        if value.lower() not in allowed:
            raise ValueError(f"use one of {', '.join(word or '(empty)' for word in allowed)}, not {value!r}")
        return value.lower()

    return check


def _shown(url: str) -> str:
    """Without a password: the sentence ends up on screens and in logs."""
    parts = urlsplit(url)
    return repr(url.replace(f":{parts.password}@", ":…@") if parts.password else url)
