"""`GET /ledgers/<tenant code>/book`: the human ledger of a period as a file."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from datetime import date
from functools import cache
from hashlib import file_digest
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from concord.api.admitting import admit
from concord.api.authenticating import Gate
from concord.api.ledger.addresses import NOT_THERE, Refused, refusal
from concord.api.permissions import BOOK, CLEAR_BOOK, check
from concord.api.roots import READ_ONLY
from concord.api.vocabulary import vocabulary
from concord.book import Contents, Format, NothingRecorded, Vocabulary, Words, make
from concord.commanding import Message
from concord.identity import Denied, Viewer
from concord.ledger.releasing import Recipient, Release, record_release
from concord.server.services import Services

TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
}
AT_ONCE = 2
"""Books that a process makes at once: each keeps a core busy."""
MOST = 200_000
"""Entries of a ledger that is told while somebody waits; longer ones by `concord ledger book`."""
CHUNK = 1 << 16

WRONG_QUESTION = Message(
    "请给出 format=xlsx 或 format=pdf；from、to 为 2024-01-31 样式的日期；disclose=true 或 false",
    "Give format=xlsx or format=pdf; from and to are dates such as 2024-01-31; disclose=true or false",
)
EMPTY = Message("这一期间没有入账记录", "The ledger took no entry in this period")
TOO_LONG = Message(
    "台账过长（最多 {most} 条），请由运维人员使用 concord ledger book",
    "The ledger is too long (at most {most} entries): an operator can use concord ledger book",
)


def book_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler. It needs a token of the tenant, whatever the tenant has opened."""
    making = asyncio.Semaphore(AT_ONCE)

    @get("/ledgers/{code:str}/book", include_in_schema=False)
    async def book(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[Any]:
        try:
            viewer = await entered(gate, request, code)
            form, days, disclose = _question(request)
            _permit(viewer, disclose=disclose)
            if disclose and services.read_only:  # a clear copy is recorded, and nothing can be
                raise Refused(403, READ_ONLY)
            if await services.store.head(viewer.tenant.id) > MOST:
                raise Refused(413, _told(TOO_LONG, most=MOST))
            async with making:
                return await _answer(services, viewer, form, days, disclose=disclose)
        except NothingRecorded:
            return refusal(Refused(404, EMPTY))
        except Refused as refused:
            return refusal(refused)

    return [book]


async def entered(gate: Gate, request: Request[Any, Any, Any], code: str) -> Viewer:
    """Who asks for a file of a tenant, by a token of that tenant. Raises `Refused`."""
    session = await gate.of_reader(request)
    if session.viewer is None:
        raise Refused(401, session.denied.message)
    if session.viewer.tenant.code != code:
        raise Refused(404, NOT_THERE)
    return session.viewer


def _question(request: Request[Any, Any, Any]) -> tuple[Format, tuple[date | None, date | None], bool]:
    asked = request.query_params
    try:
        days = tuple(date.fromisoformat(asked[name]) if name in asked else None for name in ("from", "to"))
        disclose = {"true": True, "false": False}[asked.get("disclose", "false")]
        return Format(asked.get("format", "")), (days[0], days[1]), disclose
    except (ValueError, KeyError):
        raise Refused(400, WRONG_QUESTION) from None


def _permit(viewer: Viewer, *, disclose: bool) -> None:
    try:
        admit(viewer, writes=disclose)  # a clear copy is recorded
        check(CLEAR_BOOK if disclose else BOOK, "book", viewer, {}, term="台账簿册")
    except Denied as denied:
        raise Refused(403, denied.message) from None


async def _answer(
    services: Services,
    viewer: Viewer,
    form: Format,
    days: tuple[date | None, date | None],
    *,
    disclose: bool,
) -> Response[Any]:
    """Made in a file of its own, recorded if it is in clear, then sent; the file goes with the answer."""
    folder = tempfile.TemporaryDirectory(prefix="concord-book-")
    try:
        file = Path(folder.name) / f"book.{form}"
        words = Words(_vocabulary(), services.commander.mapper)
        keys = services.keys if disclose else None
        made = await make(services.pool, keys, viewer.tenant, days, words, form, file)
        if disclose:
            release = await asyncio.to_thread(_release, made, form, file)
            got = Recipient(actor=viewer.subject, role=viewer.role, organization=viewer.organization)
            await record_release(services.pool, services.store, viewer.tenant, release, got)
    except BaseException:
        folder.cleanup()
        raise
    name = f"{viewer.tenant.code}-{made.period.first}-{made.period.last}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Stream(_sent(file, folder), media_type=TYPES[form], headers=headers)


async def _sent(file: Path, folder: tempfile.TemporaryDirectory[str]) -> AsyncIterator[bytes]:
    try:
        content = await asyncio.to_thread(file.open, "rb")
        with content:
            while chunk := await asyncio.to_thread(content.read, CHUNK):
                yield chunk
    finally:
        folder.cleanup()


def _release(made: Contents, form: Format, file: Path) -> Release:
    with file.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    return Release(first=made.period.first, last=made.period.last, format=form.value, sha256=digest)


@cache
def _vocabulary() -> Vocabulary:
    return vocabulary()


def _told(message: Message, **details: object) -> Message:
    return Message(*(text.format(**details) for text in message))
