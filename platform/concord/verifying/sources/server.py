"""A running server, read over HTTP as any follower of a transparency log reads it (C2SP tlog-tiles)."""

import http.client
import re
import ssl
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

from concord.verifying.checkpoint import members
from concord.verifying.faults import Fault, Wrong
from concord.verifying.note import Note
from concord.verifying.sources import Held
from concord.verifying.sources.paths import split_entries, tile_path
from concord.verifying.stamp import Stamped, read_stamps
from concord.verifying.successions import split_notes
from concord.verifying.tree import WIDTH

KEYS = "/.well-known/concord-ledger-keys"
SUCCESSIONS = "/.well-known/concord-ledger-successions"
PATIENCE = 30.0
MAX_BYTES = WIDTH * (2 + 65_535)
"""Of an entry bundle."""
SUCCESSOR = re.compile(r'<(?P<path>/[^>]*)/checkpoint>; rel="successor-version"')
"""RFC 8288, RFC 5829: the origin under which the ledger went on."""


class NotAnswered(Exception):
    """The server did not let itself be asked, which says nothing about the ledger. One sentence."""


class Server:
    """One ledger under a prefix, `https://host/ledgers/<tenant code>`, over one connection."""

    def __init__(self, prefix: str, token: str | None) -> None:
        parts = urlsplit(prefix)
        self._path = parts.path.rstrip("/")
        self._headers = {"authorization": f"Bearer {token}"} if token else {}
        self._connection: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            self._connection = http.client.HTTPSConnection(parts.netloc, timeout=PATIENCE, context=context)
        else:
            self._connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
        self._size = 0
        self._cosigned: bytes | None = None
        self._link = ""
        """Of the last answer."""
        self._successor: str | None = None
        self._address = f"{parts.scheme}://{parts.netloc}"

    async def held(self) -> Held:
        self._cosigned = self._optional(
            f"{self._path}/checkpoint/cosigned"
        )  # ahead of the one that has to cover it
        checkpoint = self._checkpoint()
        keys = self._demand(KEYS).decode().split()
        _, self._size, _ = members(Note.parse(checkpoint).text)
        notes = split_notes(self._optional(SUCCESSIONS) or b"")
        return Held(_code(self._path), checkpoint, 1, self._size, keys, notes, self._successor)

    async def entries(self, first: int, last: int) -> AsyncIterator[Sequence[bytes]]:
        for index in range((first - 1) // WIDTH, (last - 1) // WIDTH + 1):
            start = index * WIDTH
            width = min(WIDTH, self._size - start)
            path = f"{self._path}/{tile_path('entries', index, width)}"
            found = split_entries(self._demand(path), start + 1)
            if len(found) != width:
                raise Wrong(Fault.MISSING, position=start + len(found) + 1, what=path)
            yield found[max(0, first - 1 - start) : last - start]

    async def tile(self, level: int, index: int, width: int) -> bytes | None:
        return self._demand(f"{self._path}/{tile_path(level, index, width)}")

    async def stamps(self) -> AsyncIterator[Stamped]:
        path = f"{self._path}/timestamps"
        for one in read_stamps(self._demand(path), path):
            yield one

    async def checkpoints(self) -> AsyncIterator[bytes]:
        """A log serves its newest one only, and this one the newest that a witness has signed."""
        if self._cosigned is not None:
            yield self._cosigned

    def offer(self, cosigned: bytes) -> None:
        """Hands a cosigned checkpoint to the server. Raises `Wrong` where it does not take it."""
        self._connection.request("POST", f"{self._path}/cosignature", cosigned, self._headers)
        answer = self._connection.getresponse()
        said = answer.read(MAX_BYTES).decode("utf-8", "replace")
        if answer.status != http.client.NO_CONTENT:
            raise Wrong(Fault.NOT_TAKEN, status=answer.status, why=" ".join(said.split())[:300])

    def _optional(self, path: str) -> bytes | None:
        """What a server of another make need not have."""
        try:
            return self._demand(path)
        except Wrong:
            return None

    def _checkpoint(self) -> bytes:
        try:
            found = self._demand(f"{self._path}/checkpoint")
        except Wrong as wrong:
            raise NotAnswered(
                f"{wrong}. There is no ledger at this address, or the token is not of its tenant: "
                "give https://<host>/ledgers/<tenant>, and a token of that tenant in CONCORD_TOKEN."
            ) from None
        if (link := SUCCESSOR.fullmatch(self._link)) is not None:
            self._successor = f"{self._address}{link['path']}"
        return found

    def _demand(self, path: str) -> bytes:
        try:
            status, content = self._get(path)
        except (OSError, http.client.HTTPException) as error:
            raise NotAnswered(
                f"{self._connection.host} does not answer ({error}): try again later."
            ) from error
        if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
            raise NotAnswered(
                f"The server shows {path} to nobody without a token that is valid (HTTP {status}): "
                "put one of the ledger's tenant into CONCORD_TOKEN."
            )
        if status == http.client.TOO_MANY_REQUESTS or status >= http.client.INTERNAL_SERVER_ERROR:
            raise NotAnswered(f"The server cannot give {path} now (HTTP {status}): try again later.")
        if status != http.client.OK or len(content) > MAX_BYTES:
            raise Wrong(Fault.MISSING, what=f"{path} (HTTP {status})")
        return content

    def _get(self, path: str) -> tuple[int, bytes]:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        content = answer.read(MAX_BYTES + 1)
        answer.read()
        self._link = answer.getheader("link", "")
        return answer.status, content


def _code(path: str) -> str:
    """The tenant's, in the address of any of its origins; the last part of an address of another make."""
    parts = path.split("/")
    after = len(parts) - parts[::-1].index("ledgers") if "ledgers" in parts[:-1] else len(parts) - 1
    return parts[after]
