"""Photographs of the demo: drawn when they are needed, with what they would show written on them."""

import io
from collections.abc import AsyncIterator
from hashlib import sha256
from importlib.resources import files
from typing import Any
from uuid import UUID

import msgspec
from PIL import Image, ImageDraw, ImageFont

from concord.commanding import Command
from concord.evidence.files import Files
from concord.evidence.receiving import received
from concord.privacy import Narrative

SIZE = (640, 360)
MOST = 1_000_000
NOT_YET: dict[str, Any] = {
    "original_sha256": "",
    "stored_sha256": "",
    "size": 0,
    "media_type": "",
    "file": UUID(int=0),
}
"""Of a command to attach a file that is not uploaded."""


def withdrawn() -> dict[str, Any]:
    """Of a command to remove a file that is not uploaded."""
    return {"file": UUID(int=0), "reason": Narrative("照片中有旁观群众的正面，未经本人同意。")}


def drawn(caption: str) -> bytes:
    """A picture (JPEG), the same for the same words."""
    shade = sha256(caption.encode()).digest()
    picture = Image.new("RGB", SIZE, (120 + shade[0] // 2, 120 + shade[1] // 2, 120 + shade[2] // 2))
    typeface = files("concord.book") / "font" / "NotoSansSC-Regular.ttf"
    font = ImageFont.truetype(io.BytesIO(typeface.read_bytes()), 28)
    draw = ImageDraw.Draw(picture)
    draw.text((40, 150), caption, fill="black", font=font)
    draw.text((40, 300), "演示图片", fill="black", font=font)
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


async def uploaded(store: Files, tenant: UUID, command: Command, caption: str) -> Command:
    """The command to attach the picture, once it is kept as a file of the command's object."""

    async def pieces() -> AsyncIterator[bytes]:
        yield drawn(caption)

    kind, stream = command.aggregate.__name__, command.stream(tenant, UUID(int=0))
    async with received(pieces(), MOST) as given:
        kept = await store.keep(tenant, kind, stream, given, location=False)
    described = {name: getattr(kept, name) for name in NOT_YET if name != "file"}
    return msgspec.structs.replace(command, file=kept.id, **described)
