"""Files that a row names: found below one folder, and nowhere else, and bound by their digest."""

import hashlib
import mimetypes
from pathlib import Path

from concord.importing.sheet import StoredFile


class Missing(Exception):
    """A file that is not there; `member` is the column that names it."""

    def __init__(self, member: str, sentence: str) -> None:
        super().__init__(sentence)
        self.member = member


def stored_file(member: str, name: str, folder: Path | None) -> StoredFile:
    """SHA-256, size and media type of the file of that name. Raises `Missing`."""
    if folder is None:
        raise Missing(member, f"请用 --evidence 指明存放“{name}”的文件夹")
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise Missing(member, f"佐证文件夹中没有“{name}”")
    media_type, _ = mimetypes.guess_type(file.name)
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return StoredFile(digest, file.stat().st_size, media_type or "application/octet-stream")
