"""Inputs that name a file."""

from uuid import UUID

import strawberry

from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput


@strawberry.input(description="上传的文件: which, and what it shows")
class FileInput(CommandInput):
    """Base of inputs that attach a file."""

    file_id: UUID = given("文件编号: as `POST /files` answered it")
    name: str | None = given("文件名: kept beside the ledger, erasable", default=None)
    caption: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="移除佐证: which file, why")
class FileRemovalInput(CommandInput):
    """Base of inputs that remove a file."""

    file_id: UUID = given("文件编号: of what is attached")
    reason: str = narrative("移除理由: in words")
